"""Contracts, their changes, the budget and what is paid directly."""
