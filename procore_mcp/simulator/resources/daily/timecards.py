"""Hours of single people, kept on timesheets."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.daily.logs import DailyLogs
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.values import moment
from procore_mcp.simulator.store import Stored

_SHEETS = "timesheets"
_TIMES = ("time_in", "time_out")
_SHOWN = "%Y-%m-%dT%H:%M:%SZ"
_BESIDE = ("timesheet", "status", "position", "permissions")  # what an entry shows on its own but not on its timesheet


class TimecardEntries(DailyLogs):
    """An entry has hours, or a start and a stop from which the hours follow; one without a timesheet gets its day's."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        start, stop = (_wall_time(text_of(record, name)) for name in _TIMES)
        record |= {"time_in": start and start.strftime(_SHOWN), "time_out": stop and stop.strftime(_SHOWN)}
        if not record.get("hours") and start and stop:
            record["hours"] = _between(start, stop, text_of(call.sent, "lunch_time"))
        if not record.get("hours"):
            raise invalid(call.action.invalid, [Problem("hours", "can't be blank", "BLANK")])
        if "party_id" in call.sent and call.sent["party_id"] is not None:
            self._worked(record, number_of(call.sent, "party_id"), call)
        if "lunch_time" in call.sent:
            record["lunch_time"] = whole_number(text_of(call.sent, "lunch_time"))
        if record.get("date") or call.sent.get("timesheet_id") is not None:
            record["timesheet"] = self._sheet(record, call)

    def created(self, stored: Stored, call: Call) -> None:
        del call
        self._refresh(stored.data)

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del call
        self._refresh(stored.data)
        self._refresh(after)

    def delete(self, call: Call) -> Response:
        self._refresh(self.found(call).data)
        return super().delete(call)

    def _refresh(self, entry: Record) -> None:
        """Its timesheet shows other entries from now on."""
        sheet = entry.get("timesheet")
        found = self.desk.store.find(_SHEETS, number_of(sheet, "id")) if is_record(sheet) else None
        if found is not None:
            found.change({"updated_at": stamp(self.desk.clock())})

    def _worked(self, record: Record, number: int, call: Call) -> None:
        person = self.desk.store.find("users", number)
        if person is None or person not in self.desk.store.owned("users", "_project_ids", call.number("project_id")):
            raise invalid(call.action.invalid, [Problem("party_id", "does not exist in this project")])
        record["party"] = {"id": person.id, "name": person.data.get("name")}

    def _sheet(self, record: Record, call: Call) -> Record:
        rows = list(self.desk.store.owned(_SHEETS, "_project_id", call.number("project_id")))
        asked = call.sent.get("timesheet_id")
        wanted = [row for row in rows if asked in {None, row.id} and (asked or row.data["date"] == record["date"])]
        if asked is not None and not wanted:
            raise invalid(call.action.invalid, [Problem("timesheet_id", "does not exist in this project")])
        sheet = wanted[0] if wanted else self._new_sheet(record, call)
        return {name: value for name, value in sheet.data.items() if name[0] != "_" and name != "timecard_entries"}

    def _new_sheet(self, record: Record, call: Call) -> Stored:
        now, day = stamp(self.desk.clock()), str(record["date"])
        facts: Record = {"date": record["date"], "number": 1, "name": f"{day} - 01", "status": "pending"}
        made: Record = {"created_at": now, "updated_at": now, "created_by": self.desk.signed_in(call.caller)}
        owner: Record = {name: record[name] for name in ("_company_id", "_project_id")}
        return self.desk.store.insert(_SHEETS, {"id": self.desk.store.new_id(), **made, **facts, **owner})


class Timesheets(Resource):
    """A day's hours, with the entries as they are now."""

    def present(self, record: Record, call: Call) -> Record:
        entries = self.desk.store.owned("timecard_entries", "_project_id", call.number("project_id"))
        mine = [entry.data for entry in entries if _is_on(entry.data, record)]
        shown: list[Json] = [{name: entry[name] for name in entry if name not in _BESIDE} for entry in mine]
        sheet: Record = {**record, "timecard_entries": shown}
        return sheet


def _is_on(entry: Record, sheet: Record) -> bool:
    named = entry.get("timesheet")
    return is_record(named) and named.get("id") == sheet["id"]


def _wall_time(text: str) -> dt.datetime | None:
    """What the clock on the wall showed; the offset is ignored, as Procore does."""
    return moment(text).replace(tzinfo=None) if text else None


def _between(start: dt.datetime, stop: dt.datetime, lunch: str) -> str:
    """Hours with one decimal, less the minutes of the break."""
    minutes = (stop - start).total_seconds() / 60 - (whole_number(lunch) or 0)
    return f"{minutes / 60:.1f}"
