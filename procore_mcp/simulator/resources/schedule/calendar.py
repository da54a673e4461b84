"""What stands in the calendar: items, todos, and all of it together with the schedule's tasks."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.paging import cut
from procore_mcp.simulator.rest.values import Between, moment
from procore_mcp.simulator.store import Stored

_SPAN = ("calendar[start_datetime]", "calendar[finish_datetime]")


class CalendarItems(Resource):
    """Items whose days overlap those asked for."""

    def list(self, call: Call) -> Response:
        if call.query.text("view") != "total_count_only":
            return super().list(call)
        return self.presenting.value({"total_count": len(list(self.rows(call)))}, call)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        first, last = text_of(row.data, "start"), text_of(row.data, "finish")
        if name == "filters[date]":
            asked = call.query.values[name][0]
            assert isinstance(asked, Between)  # noqa: S101  its shape is a date or a span
            return first <= f"{asked.high:%Y-%m-%d}" and last >= f"{asked.low:%Y-%m-%d}"
        day = call.query.text(name)
        return last >= day if name == "start_date" else first <= day

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        record |= {"task_name": record.get("name"), "full_outline_path": record.get("name")}


class Todos(CalendarItems):
    """Like items, with moments in place of days."""


class CalendarEvents(Resource):
    """Tasks and todos between two moments."""

    def list(self, call: Call) -> Response:
        found: Record = {}
        for name in ("tasks", "todos"):
            rows = self.desk.store.owned(name, "_project_id", call.number("project_id"))
            there: list[Stored] = [row for row in rows if _overlaps(row.data, call)]
            page = cut(there, call.action, call.query, "", self.desk.settings)
            found[name] = [self.presenting.shown(row, call) for row in page.items]
        tasks = self.desk.store.owned("tasks", "_project_id", call.number("project_id"))
        latest = max((text_of(row.data, "updated_at") for row in tasks), default=None)
        return self.presenting.value({"schedule_tasks_last_updated_at": latest, **found}, call)


def _overlaps(record: Record, call: Call) -> bool:
    first, last = (moment(call.query.text(name)) if call.query.has(name) else None for name in _SPAN)
    starts, finishes = text_of(record, "start_datetime"), text_of(record, "finish_datetime")
    begins, ends = starts or finishes, finishes or starts
    if not begins:
        return first is None and last is None
    return (last is None or moment(begins) <= last) and (first is None or moment(ends) >= first)
