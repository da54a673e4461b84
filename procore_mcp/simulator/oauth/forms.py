"""Reads what was sent to the token actions: a form, a multipart form or JSON."""

from __future__ import annotations

from contextlib import suppress

from starlette.requests import Request

from procore_mcp.simulator.json_reading import read_json
from procore_mcp.simulator.json_types import is_record
from procore_mcp.simulator.multipart import BadForm, form_parts

_FORMS = frozenset({"application/x-www-form-urlencoded", "multipart/form-data"})


async def read_form(request: Request) -> dict[str, str]:
    """Text members by name; a body that cannot be read counts as empty, so that what is missing gets named."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind in _FORMS:
        with suppress(BadForm):
            async with form_parts(request) as items:
                return {name: value for name, value in items if isinstance(value, str)}
    if kind == "application/json":
        return _from_json(await request.body())
    return {}


def _from_json(content: bytes) -> dict[str, str]:
    try:
        raw = read_json(content)
    except ValueError:
        return {}
    return {name: value for name, value in raw.items() if isinstance(value, str)} if is_record(raw) else {}
