"""Observations: numbers, where they came from, and that nobody hears of them before they are sent."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, text_of
from procore_mcp.simulator.resources.desk import person_shown
from procore_mcp.simulator.resources.placed import Placed
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_STATUSES = ("initiated", "ready_for_review", "not_accepted", "closed", "draft")
_RANKS = ("Low", "Medium", "High", "Urgent")
_ORIGINS = {
    "checklist_item_id": "inspection",
    "coordination_issue_id": "coordination_issue",
    "incident_action_id": "incident",
}


class Observations(Placed):
    """Lists, shows, writes and sends observations."""

    def answer_for(self, action: Action) -> Answer:
        return self._send_unsent if action.verb == "list_unsent" else super().answer_for(action)

    def listed(self, rows: Iterable[Stored], call: Call) -> Response:
        """By number unless another order is asked for."""
        return super().listed(sorted(rows, key=lambda row: whole_number(text_of(row.data, "number")) or 0), call)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        codes = [_STATUSES[code] for code in call.query.values[name] if isinstance(code, int) and code < len(_STATUSES)]
        return row.data["status"] in codes

    def started(self, call: Call) -> Record:
        numbers = [text_of(row.data, "number") for row in self.rows(call)]
        highest = max((whole_number(number) or 0 for number in numbers), default=0)
        own: Record = {"number": str(highest + 1), "status": "initiated", "priority": "Low", "personal": False}
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        before = record.get("status")
        super().apply(record, call)
        record["number"] = str(record["number"])
        if "description" in call.sent:
            record["description_rich_text"] = f"<p>{call.sent['description']}</p>"
        if "assignee_id" in call.sent:
            record["assignee"] = self._assignee(call.sent["assignee_id"])
        if record["status"] != before:
            record["closed_at"] = stamp(self.desk.clock()) if record["status"] == "closed" else None
        for name, kind in _ORIGINS.items():
            if call.sent.get(name) is not None:
                record["origin"] = {"type": kind, "payload": {name: call.sent[name]}}
        record["_priority"] = _RANKS.index(text_of(record, "priority")) if record.get("priority") else None

    def _assignee(self, number: Json) -> Json:
        found = self.desk.store.find("users", number) if isinstance(number, int) else None
        return person_shown(found.data, ("id", "name", "vendor")) if found else None

    def _send_unsent(self, call: Call) -> Response:
        now = stamp(self.desk.clock())
        waiting = [row for row in self.rows(call) if row.data["date_notified"] is None and not row.recycled]
        for row in waiting:
            row.change({"date_notified": now[:10], "updated_at": now})
        return self.presenting.many(waiting, call)


class ObservationResponses(Resource):
    """What was answered; the status that comes along becomes the observation's."""

    def started(self, call: Call) -> Record:
        observation = self.owner(call)
        word = text_of(call.sent.beside, "status") or text_of(observation.data, "status")
        person = self.desk.signed_in(call.caller) or {}
        author: Record = {"id": person.get("id"), "name": person.get("name")}
        own: Record = {"item_id": observation.id, "status": word.replace("_", " ").title(), "created_by": author}
        return super().started(call) | own | {"created_by_name": author["name"]}

    def created(self, stored: Stored, call: Call) -> None:
        observation = self.owner(call)
        word = text_of(stored.data, "status").replace(" ", "_").lower()
        closed: Record = {"closed_at": stored.data["created_at"]} if word == "closed" else {}
        observation.change({"status": word, "updated_at": stored.data["created_at"]} | closed)
