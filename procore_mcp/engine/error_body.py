"""What an error body says, whichever of Procore's many shapes it has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from procore_mcp.api.messages import Json
from procore_mcp.engine.plain_text import plain_text

_SAYINGS = ("message", "error_description", "reason", "error", "detail", "details")
_CODES = ("error_type", "code", "reason_code")
_FIELD_NAMES = ("source", "field", "attribute")
_GENERAL = frozenset({"", "base"})
_DEEPEST = 10
Place = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorBody:
    """`fields` maps a field (`question.body`, or `12.title` for record 12 of several) to its complaints."""

    messages: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


def read_error_body(body: Json) -> ErrorBody:
    messages: dict[str, None] = {}
    fields: dict[str, dict[str, None]] = {}
    for place, saying in _complaints(_shallow(body, _DEEPEST), ()):
        said = plain_text(saying)
        if said and place:
            fields.setdefault(".".join(place), {})[said] = None
        elif said:
            messages[said] = None
    return ErrorBody(tuple(messages), {name: tuple(said) for name, said in fields.items()})


def _complaints(body: Json, place: Place) -> Iterator[tuple[Place, str]]:
    """Each complaint with the field that it is about; no field when it is about the whole."""
    if isinstance(body, list):
        for entry in body:
            yield from _complaints(entry, place)
    elif isinstance(body, dict):
        yield from list(_of_object(body, place)) or _of_code(body, place)
    elif body is not None:
        yield place, str(body)


def _of_object(body: Mapping[str, Json], place: Place) -> Iterator[tuple[Place, str]]:
    record = body.get("id")
    if "errors" in body and record is not None:  # one of several records: what else it holds is what was sent
        yield from _by_field(body["errors"], (*place, str(record)))
        return
    here = _here(body, place)
    for key in _SAYINGS:
        if not isinstance(body.get(key), bool):
            yield from _complaints(body.get(key), here)
    for key in ("errors", "fields"):
        yield from _by_field(body.get(key), place)


def _by_field(errors: Json, place: Place) -> Iterator[tuple[Place, str]]:
    if not isinstance(errors, dict):
        yield from _complaints(errors, place)
        return
    for name, said in errors.items():
        yield from _by_field(said, place if name in _GENERAL else (*place, name))


def _of_code(body: Mapping[str, Json], place: Place) -> Iterator[tuple[Place, str]]:
    codes = (code for code in (body.get(name) for name in _CODES) if isinstance(code, str))
    yield from ((_here(body, place), code) for code in list(codes)[:1])


def _here(body: Mapping[str, Json], place: Place) -> Place:
    """With the field that the object itself says it is about."""
    named = next((str(body[name]) for name in _FIELD_NAMES if body.get(name)), "")
    return place if named in _GENERAL else (*place, named)


def _shallow(value: Json, levels: int) -> Json:
    """Without what lies deeper: an error that nests further says nothing there and could exhaust the stack."""
    if not isinstance(value, (dict, list)):
        return value
    if levels == 0:
        return None
    if isinstance(value, list):
        return [_shallow(part, levels - 1) for part in value]
    return {name: _shallow(part, levels - 1) for name, part in value.items()}
