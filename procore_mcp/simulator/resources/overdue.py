"""Whether something is late."""

from __future__ import annotations

from datetime import UTC, datetime

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.rest.values import moment


def is_overdue(record: Record, now: float) -> bool:
    """Past its due date; the day itself is not late yet."""
    due = record.get("due_date")
    if not isinstance(due, str):
        return False
    return moment(due[:10]).date() < datetime.fromtimestamp(now, UTC).date()
