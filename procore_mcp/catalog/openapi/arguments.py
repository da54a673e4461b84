"""The parameters of one tool: public names, and where each travels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain, count

from procore_mcp.catalog.input_schema import RESERVED
from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.words import is_plural, is_sayable, snake

Entry = dict[str, Json]
_FILTER = re.compile(r"filters?\[([^\]]*)\](.*)")
_MAX_LENGTH = 64


class Arguments:
    """Grows as the call is read. `noun` is what the call is about: it tells apart names that are taken."""

    def __init__(self, noun: str) -> None:
        self._noun = noun
        self.entries: dict[str, Json] = {}

    def put(self, name: str, entry: Entry | str) -> str:
        """Under this name, or a longer one where it is taken or means something else to us. Returns the name."""
        place = entry.get("in", "") if isinstance(entry, dict) else ""
        free = self._free(name, str(place))
        self.entries[free] = entry
        return free

    def add(self, name: str, wire: str, entry: Mapping[str, Json]) -> None:
        """`wire` is Procore's name, told only where it differs."""
        free = self._free(name, str(entry.get("in", "")))
        told: Entry = {"in": entry["in"]}
        if free != wire:
            told["wire"] = wire
        self.entries[free] = {**told, **entry}

    def _free(self, name: str, place: str) -> str:
        told_apart = (f"{self._noun}_{name}", f"{name}_{place}")
        numbered = (f"{name[: _MAX_LENGTH - len(str(number)) - 1]}_{number}" for number in count(2))
        choices = (one[:_MAX_LENGTH] for one in chain([name], told_apart, numbered))
        return next(one for one in choices if one not in self.entries and one not in RESERVED)


def public_name(wire: str, *, is_list: bool) -> str:
    """`filters[vendor_id][]` as `vendor_ids`: what it filters by, in the plural where it takes several."""
    found = _FILTER.fullmatch(wire)
    inner = f"{found[1]}{found[2]}" if found and is_sayable(found[1] + found[2]) else wire
    if len(inner) > _MAX_LENGTH:
        inner = inner.rpartition("[")[2].removesuffix("]")
    name = inner if re.fullmatch(r"[A-Za-z0-9_]+", inner) else snake(inner)
    is_id = name == "id" or name.endswith("_id")
    return f"{name}s" if is_list and is_id and not is_plural(name) else name
