"""Submittals, drawings, specifications and photos: what the contracts cannot say about them."""
