"""Finds tools for what people on site say: what they mean, what is to be done with it, and which tools do that."""
