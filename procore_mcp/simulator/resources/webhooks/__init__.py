"""Who wants to be told of what, and what became of it."""
