"""What a newer document says that the imported one did not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from procore_mcp.catalog.openapi.imported import Call, Imported

Kind = Literal["added", "removed", "deprecated", "revived", "new", "gone", "changed"]
_CHOICES = re.compile(r"[| ,]")
_WORDS: dict[Kind, str] = {
    "added": "a new action",
    "removed": "no longer documented",
    "deprecated": "newly deprecated",
    "revived": "no longer deprecated",
    "new": "new",
    "gone": "gone",
    "changed": "changed",
}


@dataclass(frozen=True, slots=True)
class Change:
    """`tool` makes the call today, if one does; `place` is the parameter that changed, `query filters[id]`."""

    kind: Kind
    call: str
    tool: str | None = None
    place: str | None = None
    before: str | None = None
    after: str | None = None

    def __str__(self) -> str:
        what = self.call if self.tool is None else f"{self.call} ({self.tool})"
        if self.place is None:
            return f"{what}: {_WORDS[self.kind]}"
        if self.kind == "changed":
            return f"{what}: {self.place} was {self.before}, is {self.after}"
        return f"{what}: {self.place} is {_WORDS[self.kind]} ({self.after or self.before})"


def drift(before: Imported, after: Imported) -> list[Change]:
    """In the order of the calls: added, removed, newly deprecated, and every parameter that changed."""
    changes: list[Change] = []
    for call in sorted({*before.calls, *after.calls}):
        old, new = before.calls.get(call), after.calls.get(call)
        tool = before.tool_of(call)
        if old is None:
            changes.append(Change("added", call))
        elif new is None:
            changes.append(Change("removed", call, tool))
        else:
            changes += _within(call, tool, old, new)
    return changes


def _is_same(before: str | None, after: str | None) -> bool:
    """In whatever order the choices stand: generators sort them as they like."""
    if before is None or after is None:
        return before is after
    return before == after or sorted(_CHOICES.split(before)) == sorted(_CHOICES.split(after))


def _within(call: str, tool: str | None, old: Call, new: Call) -> Iterator[Change]:
    if old.deprecated is not new.deprecated:
        yield Change("deprecated" if new.deprecated else "revived", call, tool)
    for place in sorted({*old.takes, *new.takes}):
        before, after = old.takes.get(place), new.takes.get(place)
        if not _is_same(before, after):
            kind: Kind = "new" if before is None else "gone" if after is None else "changed"
            yield Change(kind, call, tool, place, before, after)
