"""The login host: consent, codes, and refresh tokens that work once."""
