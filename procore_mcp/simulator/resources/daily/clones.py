"""Copies the logs of one day to another."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Contract
from procore_mcp.simulator.json_types import Json, Record, text_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.daily.approval import APPROVED, first_status
from procore_mcp.simulator.resources.daily.log_types import collection_of
from procore_mcp.simulator.resources.daily.logs import noon, page_of
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class DailyLogClones(Resource):
    """With a token that was used before nothing is copied again, and the answer is an empty 200."""

    def __init__(self, contract: Contract, desk: Desk) -> None:
        super().__init__(contract, desk)
        self._used: dict[tuple[int, str], float] = {}

    def create(self, call: Call) -> Response:
        token = (call.number("project_id"), call.idempotency_token)
        used = self._used.get(token)
        if call.idempotency_token and used is not None and self.desk.remembers(used):
            return Response(status_code=200)
        days = {name: text_of(call.sent, name) for name in ("from_date", "to_date")}
        if missing := [name for name, day in days.items() if not day]:
            raise invalid(call.action.invalid, [Problem(name, "is not a date") for name in missing])
        self._used[token] = self.desk.clock()
        copies: Record = {
            kind: self._copied(kind, days["from_date"], days["to_date"], call)
            for kind in map(str, values_at(call.sent, ["log_types"]))
        }
        return self.presenting.value(copies, call)

    def _copied(self, kind: str, day: str, to: str, call: Call) -> Json:
        rows = self.desk.store.owned(collection_of(kind), "_project_id", call.number("project_id"))
        there = sum(row.data.get("date") == to for row in rows)
        segment = call.sent.get("daily_log_segment_id")
        wanted = [
            row
            for row in rows
            if row.data.get("date") == day
            and row.data.get("status") == APPROVED
            and (segment is None or row.data.get("daily_log_segment_id") == segment)
        ]
        copies = [self._copy(kind, row, to, there + count, call) for count, row in enumerate(wanted, start=1)]
        return [self.desk.rendering.record(copy.data, text_ids=False) for copy in copies]

    def _copy(self, kind: str, row: Stored, to: str, position: int, call: Call) -> Stored:
        now = stamp(self.desk.clock())
        own: Record = {
            "id": self.desk.store.new_id(),
            "date": to,
            "datetime": noon(to),
            "position": position,
            "status": first_status(self.desk.store, call),
            "created_at": now,
            "updated_at": now,
            "created_by": self.desk.signed_in(call.caller),
        }
        by_day: Record = {"daily_log_header_id": page_of(to, self.desk.store, call), "timesheet": None}
        own |= {name: value for name, value in by_day.items() if name in row.data}
        return self.desk.store.insert(collection_of(kind), row.data | own)
