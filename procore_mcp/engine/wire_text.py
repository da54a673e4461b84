"""Values as Procore reads them in paths, queries, headers and forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Literal, cast
from urllib.parse import quote

from procore_mcp.api.messages import Json

ListStyle = Literal["brackets", "comma", "repeat"]
Pairs = Iterator[tuple[str, str]]
_HEADER = re.compile(r"[!-~]([ -~]*[!-~])?")


def text(value: Json) -> str:
    """One scalar: `true`, not `True`; `12`, not `12.0`; never an exponent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        plain = format(Decimal(repr(value)), "f")
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "" if value is None else str(value)


def fits_header(value: str) -> bool:
    """Whether a header can carry it: one line of ASCII, with nothing blank around it (RFC 9110, 5.5)."""
    return _HEADER.fullmatch(value) is not None


def segment(value: Json) -> str:
    """One path segment, whatever it holds: `..` cannot climb and `/` cannot split."""
    encoded = quote(text(value), safe="")
    return encoded if encoded.strip(".") else encoded.replace(".", "%2E")


def told_apart(values: list[Any]) -> list[Any]:
    """Objects in a list have no numbers on the wire. Rails begins the next one where a name comes that the last one has
    already, so all of them begin with a name that they share; it is the first of the single values."""
    objects = [cast("dict[str, Any]", value) for value in values if isinstance(value, dict)]
    shared = (name for name in (objects[0] if objects else ()) if all(_is_single(one, name) for one in objects))
    first = next(shared, None)
    if first is None or len(objects) < len(values):
        return values
    return [{first: one[first], **one} for one in objects]


def _is_single(one: Mapping[str, object], name: str) -> bool:
    return name in one and not isinstance(one[name], (dict, list))


def pairs(name: str, value: Json, style: ListStyle) -> Pairs:
    """Query pairs of one value. Null and empty lists say nothing and give none."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from pairs(f"{name}[{key}]", part, style)
    elif isinstance(value, list):
        yield from _list_pairs(name, value, style)
    elif value is not None:
        yield name, text(value)


def _list_pairs(name: str, values: list[Json], style: ListStyle) -> Pairs:
    brackets = name if name.endswith("[]") else f"{name}[]"
    if any(isinstance(value, (dict, list)) for value in values):
        for value in told_apart(values):
            yield from pairs(brackets, value, style)
    elif style == "comma" and values:
        yield name, ",".join(text(value) for value in values)
    else:
        # A lone value of a filter is documented as a plain scalar; within an element of a list only brackets tell it.
        repeated = brackets if style == "brackets" and (len(values) > 1 or "[]" in name) else name
        for value in values:
            yield repeated, text(value)
