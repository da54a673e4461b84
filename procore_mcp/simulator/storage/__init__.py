"""File links: signed, expiring, and on an origin where no token may go."""
