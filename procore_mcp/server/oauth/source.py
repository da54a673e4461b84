"""Where a request comes from, as far as that can be known."""

from __future__ import annotations

from starlette.requests import Request


def source_of(request: Request) -> str:
    """The address of whoever connected; behind a trusted proxy, the one that the proxy names."""
    return request.client.host if request.client else ""
