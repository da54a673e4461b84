"""What a subscriber is sent: who did what to which record, never the record itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from procore_mcp.simulator.json_types import Json, Record


@dataclass(frozen=True, slots=True)
class Event:
    """`kind` is create, update or delete; `at` are Unix seconds. A company's own events have no project; `operation`
    names the call that they come from.
    """

    number: int
    ulid: str
    at: float
    kind: str
    resource_name: str
    resource_id: int
    company_id: int
    project_id: int | None
    user_id: int | None
    operation: str | None = None


def payload_of(event: Event, version: str) -> Record:
    """The event as v2.0, v3.0 or v4.0 writes it."""
    if version == "v4.0":
        return _of_text(event)
    related: Record = {} if version == "v2.0" else {"related_resources": []}
    return {
        "id": event.number,
        "ulid": event.ulid,
        "timestamp": _moment(event.at),
        "metadata": {
            "source_user_id": event.user_id,
            "source_project_id": event.project_id,
            "source_operation_id": event.operation,
            "source_company_id": event.company_id,
            "source_application_id": None,
        },
        "user_id": event.user_id,
        "company_id": event.company_id,
        "project_id": event.project_id,
        "api_version": version,
        "event_type": event.kind,
        "resource_name": event.resource_name,
        "resource_id": event.resource_id,
        **related,
    }


def _of_text(event: Event) -> Record:
    """The published schema requires a project, which a company's events have none of: null (assumed)."""
    return {
        "id": event.ulid,
        "timestamp": _moment(event.at),
        "reason": event.kind,
        "company_id": _text(event.company_id),
        "project_id": _text(event.project_id),
        "user_id": _text(event.user_id),
        "resource_type": event.resource_name,
        "resource_id": _text(event.resource_id),
    }


def _text(number: int | None) -> Json:
    return None if number is None else str(number)


def _moment(seconds: float) -> str:
    """With microseconds, unlike the times in records."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
