"""Signing in, staying signed in and signing out, against an OAuth server whose refresh tokens work once."""
