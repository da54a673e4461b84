"""How many daily logs of each kind there are."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json
from procore_mcp.simulator.resources.daily.approval import is_shown, shown_statuses
from procore_mcp.simulator.resources.daily.days import Days, asked_days, today
from procore_mcp.simulator.resources.daily.log_types import LOG_TYPES, collection_of
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept


class DailyLogCounts(Resource):
    """Counts what the lists of the single kinds would show for the same days and filters."""

    def list(self, call: Call) -> Response:
        days = asked_days(call.query, today(self.desk))
        counts: list[Json] = [
            {"module_name": name, "count": self._count(name, days, call), "position": position}
            for position, name in enumerate(LOG_TYPES, start=1)
        ]
        return self.presenting.values(counts, call)

    def _count(self, log_type: str, days: Days, call: Call) -> int:
        statuses, parameters = shown_statuses(self.desk.store, call), filtering(call.action, call.query)
        rows = self.desk.store.owned(collection_of(log_type), "_project_id", call.number("project_id"))
        return sum(
            days.hold(row.data) and is_shown(row, statuses) and is_kept(row.data, parameters, call.query)
            for row in rows
        )
