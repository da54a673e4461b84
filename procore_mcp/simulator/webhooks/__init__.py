"""Tells the subscribers of webhooks what happened to records, and keeps trying until they say that they heard it."""
