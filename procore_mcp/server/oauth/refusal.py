"""OAuth's own errors."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import JSONResponse, Response

NO_STORE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class Refusal(Exception):
    """`error` is the standard's word (RFC 6749, 7591, 8707), `description` a sentence for whoever reads the client's
    log. Neither repeats what was sent."""

    def __init__(
        self, error: str, description: str, *, status: int = 400, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(description)
        self.error = error
        self.description = description
        self.status = status
        self.headers = headers or {}

    def response(self) -> Response:
        body = {"error": self.error, "error_description": self.description}
        return JSONResponse(body, self.status, {**NO_STORE, **self.headers})


def unknown_client() -> Refusal:
    return Refusal(
        "invalid_client",
        "This client is not known here, or did not prove who it is. Register again.",
        status=401,
        headers={"WWW-Authenticate": 'Basic realm="procore-mcp"'},
    )


def bad_grant() -> Refusal:
    """One sentence for all causes: it must not tell a thief which part was right."""
    return Refusal("invalid_grant", "It was used, has expired, was revoked, or belongs to another client or request.")


def too_many(seconds: float) -> Refusal:
    """`seconds` until the next try."""
    return Refusal(
        "temporarily_unavailable",
        "Too many requests from this address. Wait and try again.",
        status=429,
        headers={"Retry-After": str(max(1, round(seconds)))},
    )
