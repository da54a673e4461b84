"""From Procore's answer to the value it holds, or one typed error."""

from __future__ import annotations

import json
import math
import re
from typing import NoReturn, cast

from procore_mcp.api.messages import Json, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.failure import failure
from procore_mcp.errors import ProcoreError

_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


def decode(action: Action, response: Response) -> Json:
    """The answer without its envelope; None when Procore says nothing more than yes, or the body is a file.

    Raises ProcoreError, also for a success whose body is missing, cut off or no JSON.
    """
    if response.status >= 400:
        raise failure(action, response)
    if not 200 <= response.status < 300:
        raise _unreadable(action, response, "pointed to another address instead of answering")
    if action.result.file:
        return None
    if not response.content.strip():
        if action.http_method == "GET" and response.status == 200 and not action.result.empty:
            raise _unreadable(action, response, "answered without a body")
        return None
    return _unwrapped(_parsed(action, response), action.result.unwrap)


def _parsed(action: Action, response: Response) -> Json:
    try:
        value = cast("Json", json.loads(response.content, parse_constant=_refuse, parse_float=_finite))
    except (ValueError, RecursionError):
        raise _unreadable(action, response, "sent a body that is cut off or is no JSON") from None
    return _whole_characters(value) if _SURROGATE.search(response.content) else value


def _unwrapped(value: Json, key: str | None) -> Json:
    """Some answers of API version 2 come without the envelope that all the others have; they are what they are."""
    return value[key] if key is not None and isinstance(value, dict) and key in value else value


def _whole_characters(value: Json) -> Json:
    """Half of a surrogate pair is legal in JSON and in no encoding of text; it becomes a question mark."""
    return cast("Json", json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")))


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no JSON")


def _finite(number: str) -> float:
    value = float(number)
    return value if math.isfinite(value) else _refuse(number)


def _unreadable(action: Action, response: Response, what: str) -> ProcoreError:
    look = f"Look with {action.look_with}" if action.look_with else "Look at the record"
    return ProcoreError(
        f"{action.title}: Procore accepted the call (status {response.status}) but {what}.",
        status=response.status,
        kind="UNEXPECTED_ERROR",
        request_id=response.request_id,
        hint="Try again."
        if action.changes_nothing
        else f"The change has probably happened. {look} before anything is sent again.",
        retryable=action.changes_nothing,
    )
