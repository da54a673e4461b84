"""An error answer of Procore as one typed error."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import cast

from procore_mcp.api.messages import Json, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.advice import hint_for, meaning
from procore_mcp.engine.error_body import ErrorBody, read_error_body
from procore_mcp.engine.plain_text import plain_text
from procore_mcp.errors import ProcoreError

_KINDS = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    408: "REQUEST_TIMEOUT",
    409: "CONFLICT",
    422: "UNPROCESSABLE_ENTITY",
    429: "TOO_MANY_REQUESTS",
    503: "SERVICE_UNAVAILABLE",
    504: "GATEWAY_TIMEOUT",
}
_PHRASES = {status.value: status.phrase for status in HTTPStatus}
_NOTHING_DONE = frozenset({429, 503})
_PASSING = frozenset({500, 502, 504})
_MOST_MESSAGES = 5
_MOST_FIELDS = 20


def failure(action: Action, response: Response) -> ProcoreError:
    """`response` has a status of 400 or more. A body that cannot be read never hides the status."""
    status, is_read = response.status, action.changes_nothing
    body = _read(response.content)
    said = "; ".join(_telling(body.messages, status)[:_MOST_MESSAGES]) or _told(body.fields) or meaning(status)
    return ProcoreError(
        f"{action.title} failed with status {status}: {said.rstrip('.')}.",
        status=status,
        kind=_KINDS.get(status, "UNEXPECTED_ERROR"),
        fields=dict(list(body.fields.items())[:_MOST_FIELDS]),
        request_id=response.request_id,
        hint=hint_for(
            status,
            f"{said} {_told(body.fields)}",
            has_fields=bool(body.fields),
            is_read=is_read,
            look_with=action.look_with,
        ),
        retryable=status in _NOTHING_DONE or (is_read and status in _PASSING),
    )


def _telling(messages: Sequence[str], status: int) -> list[str]:
    """Without the standard's words for the status where anything else is said."""
    said = [message.rstrip(".") for message in messages]
    return [message for message in said if message != _PHRASES.get(status)] or said


def _read(content: bytes) -> ErrorBody:
    try:
        body = cast("Json", json.loads(content))
    except (ValueError, RecursionError):
        said = plain_text(content.decode("utf-8", "replace"))
        return ErrorBody((said,) if said and not said.startswith(("{", "[")) else ())  # what starts so was cut off
    return read_error_body(body)


def _told(fields: Mapping[str, tuple[str, ...]]) -> str:
    return "; ".join(f"{name} {', '.join(said)}" for name, said in list(fields.items())[:_MOST_MESSAGES])
