"""Reads the short notation of types in contract files.

`integer`, `date`, `a | b` (one of these words), `=a` (only this), `…[]` (several), `date range` (A...B) and
`date or range`; a nested object is written as an object, several of them as a list with one object in it,
and a name ending in `!` is required.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast, get_args

from procore_mcp.simulator.contracts.model import Field, Kind, Shape, Span
from procore_mcp.simulator.json_types import Json, is_list, is_record

_KINDS = frozenset(get_args(Kind))
_SPANS: tuple[tuple[str, Span], ...] = ((" or range", "allowed"), (" range", "required"))


def read_fields(raw: Json | None) -> dict[str, Field]:
    """Fields by their name. Raises ValueError for a type that the notation does not know."""
    members = raw if is_record(raw) else {}
    found = [_read_field(name, value) for name, value in members.items()]
    return {member.name: member for member in found}


def required_too(fields: Mapping[str, Field], names: frozenset[str]) -> dict[str, Field]:
    """The same fields, with these marked as required as well. Raises ValueError for a name not among them."""
    if unknown := names - fields.keys():
        raise ValueError(f"Required but not declared: {', '.join(sorted(unknown))}.")
    return {name: Field(name, member.shape, member.required or name in names) for name, member in fields.items()}


def _read_field(name: str, value: Json) -> Field:
    return Field(name.removesuffix("!"), read_shape(value), name.endswith("!"))


def read_shape(raw: Json) -> Shape:
    """One type. Raises ValueError for what the notation does not know."""
    if is_record(raw):
        return Shape("object", fields=read_fields(raw))
    if is_list(raw) and len(raw) == 1 and is_record(raw[0]):
        return Shape("object", many=True, fields=read_fields(raw[0]))
    if not isinstance(raw, str):
        raise TypeError(f"A type is a word or an object, not {raw!r}.")
    many, text = raw.endswith("[]"), raw.removesuffix("[]")
    text = text[1:-1] if many and text.startswith("(") else text
    for ending, span in _SPANS:
        if text.endswith(ending):
            return _plain(text.removesuffix(ending), many=many, span=span)
    if text.startswith("="):
        return Shape("word", many, words=(text[1:],))
    if "|" in text:
        return Shape("word", many, words=tuple(word.strip() for word in text.split("|")))
    return _plain(text, many=many, span="none")


def _plain(text: str, *, many: bool, span: Span) -> Shape:
    if text not in _KINDS:
        raise ValueError(f"{text!r} is no type; use one of {', '.join(sorted(_KINDS))}.")
    return Shape(cast("Kind", text), many, span)
