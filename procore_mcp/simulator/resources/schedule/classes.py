"""Which class serves which resource of the schedule."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.schedule.calendar import CalendarEvents, CalendarItems, Todos
from procore_mcp.simulator.resources.schedule.changes import RequestedChanges
from procore_mcp.simulator.resources.schedule.crews import ScheduleResources
from procore_mcp.simulator.resources.schedule.imports import ScheduleImports
from procore_mcp.simulator.resources.schedule.tasks import Tasks

SCHEDULE: Mapping[str, type[Resource]] = {
    "calendar_events": CalendarEvents,
    "calendar_items": CalendarItems,
    "requested_changes": RequestedChanges,
    "schedule_imports": ScheduleImports,
    "schedule_resources": ScheduleResources,
    "tasks": Tasks,
    "todos": Todos,
}
