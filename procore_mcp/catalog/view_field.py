"""The little language of views: `subject`, `questions.0.body`, `manager=rfi_manager(id,name)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_FIELD = re.compile(r"(?:(?P<name>[A-Za-z0-9_]+)=)?(?P<path>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)(?:\((?P<parts>.+)\))?")


@dataclass(frozen=True, slots=True)
class ViewField:
    """`path` leads into Procore's record, digits into a list; `parts` cut what is found there, or each of a list."""

    name: str
    path: tuple[str, ...]
    parts: tuple[ViewField, ...] = ()


@lru_cache(maxsize=4096)
def parse_view_field(text: str) -> ViewField:
    """Raises ValueError when `text` is no field."""
    found = _FIELD.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is neither a path, name=path nor path(part,part)")
    path = tuple(found["path"].split("."))
    parts = tuple(parse_view_field(part) for part in _split(found["parts"] or ""))
    return ViewField(found["name"] or path[0], path, parts)


def _split(parts: str) -> list[str]:
    """At the commas of the outermost level."""
    depth, pieces = 0, [""]
    for character in parts:
        depth += {"(": 1, ")": -1}.get(character, 0)
        if character == "," and depth == 0:
            pieces.append("")
        else:
            pieces[-1] += character
    return [] if pieces == [""] else pieces
