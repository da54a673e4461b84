"""Punch items, observations, inspections and incidents: what the contracts cannot say about them."""
