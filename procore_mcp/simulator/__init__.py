"""A stand-in for Procore that a client cannot tell apart, built from the documentation alone."""
