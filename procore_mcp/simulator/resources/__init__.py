"""What the contracts cannot say: one small class for each resource that behaves in its own way."""
