"""The days of a project's daily log: whether each is complete, and whether it went out."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, text_of
from procore_mcp.simulator.resources.daily.days import asked_days, today
from procore_mcp.simulator.resources.daily.logs import noon
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class DailyLogHeaders(Resource):
    """A day comes to be when somebody first looks at it (assumed); without id or date it is today's (assumed)."""

    def list(self, call: Call) -> Response:
        rows = sorted(self.rows(call), key=lambda row: text_of(row.data, "log_date"))
        if call.query.has("start_date") or call.query.has("end_date"):
            days = asked_days(call.query, today(self.desk))
            rows = [row for row in rows if days.hold(row.data, "log_date")]
        return self.listed(rows, call)

    def found(self, call: Call, *, recycled: bool = False) -> Stored:
        if call.query.has("id"):
            return super().found(call, recycled=recycled)
        day = asked_days(call.query, today(self.desk)).first
        known = (row for row in self.rows(call) if row.data.get("log_date") == day)
        return next(known, None) or self.desk.store.insert(self.collection, self._opened(day, call))

    def _opened(self, day: str, call: Call) -> Record:
        assert call.project is not None  # noqa: S101  the path names one
        return {"id": self.desk.store.new_id(), **open_day(day), **_owner(call.project)}

    def apply(self, record: Record, call: Call) -> None:
        """Completing or distributing once more changes nothing; a day that went out stays so."""
        now, who = stamp(self.desk.clock()), self.desk.signed_in(call.caller)
        for name in ("completed", "distributed"):
            wanted = call.sent.get(name) is True
            if wanted and record[name] is not True:
                record |= {name: True, f"{name}_by": who, f"{name}_at": now}
        if call.sent.get("completed") is False:
            record |= {"completed": False, "completed_by": None, "completed_at": None}


def open_day(day: str) -> Record:
    """A day on which nothing has been settled yet."""
    nobody: Record = {"completed_by": None, "completed_at": None, "distributed_by": None, "distributed_at": None}
    states: Record = {"completed": False, "completable": True, "distributed": False, "distributable": True}
    return {"log_date": day, "log_datetime": noon(day), **states, **nobody}


def _owner(project: Stored) -> Record:
    return {"_company_id": project.data["_company_id"], "_project_id": project.id}
