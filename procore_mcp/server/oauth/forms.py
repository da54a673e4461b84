"""What clients and browsers send, read strictly."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping, Sequence
from typing import cast
from urllib.parse import parse_qsl, unquote

from starlette.requests import Request

from procore_mcp.server.oauth.refusal import Refusal

MOST_FIELDS = 30
_FORM = "application/x-www-form-urlencoded"


async def read_form(request: Request) -> dict[str, str]:
    """Raises Refusal for anything but a form in which no name comes twice (RFC 6749, section 3.2)."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _FORM:
        raise Refusal("invalid_request", f"Send the parameters as {_FORM}.")
    return once((await request.body()).decode("utf-8", "replace"))


def once(query: str) -> dict[str, str]:
    """Parameters by name; one that is sent without a value counts as left out. Raises Refusal for a name twice."""
    try:
        pairs = parse_qsl(query, max_num_fields=MOST_FIELDS, errors="replace")
    except ValueError:
        raise Refusal("invalid_request", "These are too many parameters.") from None
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Refusal("invalid_request", "A parameter must not come twice.")
    return found


async def read_json(request: Request) -> Mapping[str, object]:
    """Raises Refusal for anything but a JSON object."""
    try:
        value = cast("object", json.loads(await request.body()))
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise Refusal("invalid_client_metadata", "Send one JSON object.")
    return cast("Mapping[str, object]", value)


def credentials(form: Mapping[str, str], headers: Mapping[str, str]) -> tuple[str, str | None]:
    """Client id and secret, from the body or from Basic authentication (RFC 6749, section 2.3.1).

    Raises Refusal when there is no id, or two that differ.
    """
    id, secret = form.get("client_id"), form.get("client_secret")  # noqa: A001 - OAuth's word
    kind, _, told = headers.get("authorization", "").partition(" ")
    if kind.lower() != "basic":
        if id is None:
            raise Refusal("invalid_request", "client_id is missing.")
        return id, secret
    named = _basic(told.strip())
    if len(named) != 2 or secret is not None or id not in {None, named[0]}:
        raise Refusal("invalid_request", "The client is named twice, or its Basic authentication cannot be read.")
    return named[0], named[1]


def _basic(told: str) -> Sequence[str]:
    try:
        text = base64.b64decode(told, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return ()
    return [unquote(part) for part in text.split(":", 1)]
