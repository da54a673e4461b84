"""Tasks of the schedule."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, number_of, text_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.schedule.colors import color
from procore_mcp.simulator.resources.syncing import Syncing
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_SHOWN_AS = {"start": "start_datetime", "finish": "finish_datetime", "activity_id": "schedule_activity_id"}
_PATH = " > "


class Tasks(Syncing):
    """Written and shown under different names: Procore shows the `source_uid` as `activity_id`, too."""

    def started(self, call: Call) -> Record:
        rows = list(self.rows(call))
        last = max((number_of(row.data, "row_number") for row in rows), default=0)
        return super().started(call) | {"percentage": 0, "row_number": last + 1, "resource_ids": []}

    def apply(self, record: Record, call: Call) -> None:
        record |= {_SHOWN_AS.get(name, name): value for name, value in call.sent.items()}
        record["updated_by"] = self.desk.signed_in(call.caller)
        if "manually_edited" not in call.sent:
            record["manually_edited"] = True
        record["activity_id"] = record.get("source_uid")
        record["key"] = record.get("key") or f"{call.number('project_id')}|{record.get('source_uid') or record['id']}"
        self._place(record, call)
        record["resource_name"] = self._crews(record, call)
        record["color"] = color(number_of(record, "percentage"), critical=record.get("critical_path") is True)

    def created(self, stored: Stored, call: Call) -> None:
        del call
        above = self.desk.store.find(self.collection, number_of(stored.data, "parent_id"))
        if above is not None:
            above.change({"has_children": True})

    def delete(self, call: Call) -> Response:
        """What a summary sums up goes with it (assumed)."""
        answer = super().delete(call)
        gone = {call.number("id")}
        for row in list(self.rows(call)):
            if row.data.get("parent_id") in gone:
                gone.add(row.id)
                self.desk.store.remove(self.collection, row)
        return answer

    def _place(self, record: Record, call: Call) -> None:
        name, above = text_of(record, "name"), None
        if record.get("parent_id") is not None:
            above = self.desk.store.find(self.collection, number_of(record, "parent_id"))
            if above is None or not self.holds(above, call):
                raise invalid(call.action.invalid, [Problem("parent_id", "does not exist in this project")])
        if "full_outline_path" not in call.sent:
            record["full_outline_path"] = f"{above.data['full_outline_path']}{_PATH}{name}" if above else name
        record |= {"task_name": name, "formatted_name": name}

    def _crews(self, record: Record, call: Call) -> Json:
        rows = self.desk.store.owned("schedule_resources", "_project_id", call.number("project_id"))
        names = {row.id: text_of(row.data, "name") for row in rows}
        wanted = values_at(record, ["resource_ids"])
        if missing := [number for number in wanted if number not in names]:
            raise invalid(
                call.action.invalid, [Problem("resource_ids", f"{missing[0]} does not exist in this project")]
            )
        return ", ".join(name for number, name in names.items() if number in wanted) or None
