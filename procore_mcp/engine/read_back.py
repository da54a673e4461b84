"""What was sent and did not stick: values that Procore cannot read are stored as empty, and answered with success."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json, JsonBody, Request


def not_kept(request: Request, record: Json) -> list[str]:
    """A sentence for each field that was sent with a value and that the answered record shows as empty."""
    if not isinstance(request.body, JsonBody) or not isinstance(record, dict):
        return []
    return [
        f"{name} was sent as {value!r} and came back empty: check it in Procore."
        for name, value in _sent(request.body.value)
        if name in record and record[name] is None
    ]


def _sent(body: Json) -> Iterator[tuple[str, Json]]:
    """Single values at the top and inside the wrapper."""
    if not isinstance(body, Mapping):
        return
    for name, value in body.items():
        if isinstance(value, Mapping):
            yield from ((inner, part) for inner, part in value.items() if _is_single(part))
        elif _is_single(value):
            yield name, value


def _is_single(value: Json) -> bool:
    return isinstance(value, str | int | float) and value != ""
