"""Daily logs: lists of one day unless asked for more, numbered within their day, and dated one way only."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.daily.approval import first_status, is_admin, is_shown, shown_statuses
from procore_mcp.simulator.resources.daily.days import asked_days, today
from procore_mcp.simulator.resources.location_paths import LocationPaths
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Store, Stored


class DailyLogs(Resource):
    """One kind of log; kinds with more to them have classes of their own."""

    def list(self, call: Call) -> Response:
        return self.listed(self.chosen(call), call)

    def chosen(self, call: Call) -> list[Stored]:
        """The logs of the days asked for, as far as their status lets the caller see them."""
        days, statuses = asked_days(call.query, today(self.desk)), shown_statuses(self.desk.store, call)
        return [row for row in self.rows(call) if days.hold(row.data) and is_shown(row, statuses)]

    def started(self, call: Call) -> Record:
        own: Record = {
            "date": today(self.desk),
            "datetime": noon(today(self.desk)),
            "status": first_status(self.desk.store, call),
            "permissions": {"can_update": True, "can_delete": True},
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        if "date" in call.sent and "datetime" in call.sent:
            raise invalid(call.action.invalid, [Problem("datetime", "cannot be given together with date")])
        if "status" in call.sent and not is_admin(self.desk.store, call):
            raise Refusal(403, "You do not have permission to perform this action.")
        super().apply(record, call)
        self._date(record, call)
        self._place(record, call)
        if "daily_log_header_id" in record and "daily_log_header_id" not in call.sent:
            record["daily_log_header_id"] = page_of(record.get("date"), self.desk.store, call)
        if record.get("position") is None:
            record["position"] = 1 + sum(row.data.get("date") == record.get("date") for row in self.rows(call))

    def _date(self, record: Record, call: Call) -> None:
        if "date" in call.sent:
            record["datetime"] = noon(text_of(record, "date")) if record["date"] else None
        elif "datetime" in call.sent:
            record["date"] = text_of(record, "datetime")[:10] or None

    def _place(self, record: Record, call: Call) -> None:
        path = call.sent.get("mt_location")
        if path is not None and call.sent.get("location_id") is None and "location" in record:
            record["location"] = LocationPaths(self.desk, call).reach(path, "mt_location")


def noon(day: str) -> str:
    """The moment that stands for a day."""
    return f"{day}T12:00:00Z"


def page_of(day: Json, store: Store, call: Call) -> int | None:
    """The id of the project's page for that day, if somebody has opened it."""
    pages = store.owned("daily_log_headers", "_project_id", call.number("project_id"))
    return next((page.id for page in pages if page.data.get("log_date") == day), None)


def hours_between(start: Json, end: Json) -> int | None:
    """Whole hours from one clock time, such as 7:30, to a later one; None when either is missing."""
    minutes = [_minutes(value) for value in (start, end)]
    if minutes[0] is None or minutes[1] is None:
        return None
    return max(round((minutes[1] - minutes[0]) / 60), 0)


def _minutes(value: Json) -> int | None:
    hours, _, minutes = str(value).partition(":")
    hour, minute = whole_number(hours), whole_number(minutes)
    return None if hour is None or minute is None else hour * 60 + minute
