"""OAuth's own error answers."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.refusals import json_response

_STATUS = {"invalid_client": 401, "invalid_token": 401}

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

    def response(self) -> Response:
        """400, or 401 where the app or the token itself is not accepted (which of the two is not documented)."""
        body = {"error": self.error, "error_description": self.description}
        return json_response(dict(body), _STATUS.get(self.error, 400), {"Cache-Control": "no-store"})
