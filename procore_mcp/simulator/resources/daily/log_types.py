"""The kinds of daily logs under the names that actions over all of them use, in the order of the web page."""

from __future__ import annotations

LOG_TYPES = (
    "weather_log", "manpower_log", "notes_log", "timecard_entry", "equipment_log", "visitor_log", "call_log",
    "inspection_log", "delivery_log", "safety_violation_log", "accident_log", "quantity_log", "productivity_log",
    "dumpster_log", "waste_log", "work_log", "delay_log", "plan_revision_log", "daily_construction_report_log",
)  # fmt: skip


def collection_of(log_type: str) -> str:
    """The resource that holds the logs of a kind."""
    return "timecard_entries" if log_type == "timecard_entry" else f"{log_type}s"
