"""What one call did to the records."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, TypeAlias

from procore_mcp.simulator.json_types import Record, number_of

Kind: TypeAlias = Literal["create", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, changed or went; the bin counts as gone."""

    collection: str
    kind: Kind
    record: Record


class Changes:
    """Notes while it is asked to; what else happens to records is nobody's doing."""

    def __init__(self) -> None:
        self._noted: dict[tuple[str, int], Change] | None = None
        self.count = 0
        """Of all changes since the start, asked to be noted or not."""

    @contextmanager
    def noting(self) -> Generator[list[Change]]:
        """Yields a list that is filled at the end: one change for each record, in the order in which they began."""
        found: list[Change] = []
        self._noted = {}
        try:
            yield found
            found.extend(self._noted.values())
        finally:
            self._noted = None

    def note(self, collection: str, kind: Kind, record: Record) -> None:
        self.count += 1
        if self._noted is None:
            return
        key = collection, number_of(record, "id")
        before = self._noted.get(key)
        if before is None or kind == "delete":
            self._noted[key] = Change(collection, kind, record)
