"""The sentence that every way of not being signed in ends with."""

from __future__ import annotations

from procore_mcp.errors import SignInRequired

LOGIN = "Run `procore-mcp login` in a terminal and sign in; a running server notices by itself. Then try again."


def sign_in_required(cause: str) -> SignInRequired:
    return SignInRequired(cause, hint=LOGIN)
