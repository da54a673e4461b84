"""How many coordination issues are in which state, per company or location."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.store import Stored

_STATUSES = ("open", "blocked", "unblocked", "ready_for_review", "moved_to_observation", "closed", "in_progress")


def count_by(name: str, groups: Iterable[tuple[Stored, Record]]) -> list[Record]:
    """One row per group in order of appearance; issues without a group share one whose id is null."""
    found: dict[int, Record] = {}
    for row, group in groups:
        counts = found.setdefault(number_of(group, "id"), _started(name, group))
        _add(counts, row)
    return list(found.values())


def count_all(rows: Iterable[Stored]) -> Record:
    """One count per status, zeros included."""
    counts: Record = {f"{status}_count": 0 for status in _STATUSES}
    for row in rows:
        _add(counts, row)
    return counts


def _add(counts: Record, row: Stored) -> None:
    key = f"{row.data.get('status')}_count"
    counts[key] = number_of(counts, key) + 1


def _started(name: str, group: Record) -> Record:
    own: Record = {"group_by": name, "group_id": group.get("id"), "group_label": group.get("name")}
    return own | {f"{status}_count": 0 for status in _STATUSES}
