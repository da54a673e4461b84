"""OAuth's own error answers."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.refusals import json_response

_ABOUT_THE_CLIENT = frozenset({"invalid_client", "invalid_token"})

INVALID_CLIENT = "The app could not be authenticated: its client id is unknown or its secret is wrong."
INVALID_GRANT = (
    "The code or refresh token is wrong, expired, used before, meant for another app, "
    "or does not go with this redirect address."
)


class OAuthRefusal(Exception):
    """Turned down in the shape that the OAuth standard gives: an error word and a sentence."""

    def __init__(self, error: str, description: str) -> None:
        super().__init__(description)
        self.error = error
        self.description = description

    def response(self, client_status: int) -> Response:
        """400, or `client_status` where the app or the token itself is not accepted."""
        body = {"error": self.error, "error_description": self.description}
        status = client_status if self.error in _ABOUT_THE_CLIENT else 400
        return json_response(dict(body), status, {"Cache-Control": "no-store"})
