"""Submittals: numbers within a section, revisions, and a review that moves from step to step."""

from __future__ import annotations

import datetime as dt

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, text_of
from procore_mcp.simulator.refusals import Refusal
from procore_mcp.simulator.resources.design.distribution import distribution
from procore_mcp.simulator.resources.design.review import approvers_of, court, send_next
from procore_mcp.simulator.resources.design.submittal_parts import WRITTEN_OTHERWISE, SubmittalParts
from procore_mcp.simulator.resources.design.submittal_views import SubmittalViews
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_AS_LISTED = frozenset({"list", "recycle_bin", "list_revisions"})
_DATES = {
    "filters[required_on_site_date]": "required_on_site_date",
    "filters[anticipated_delivery_date]": "confirmed_delivery_date",
}


class Submittals(Resource):
    """Lists, shows, writes, revises, closes and distributes submittals."""

    def answer_for(self, action: Action) -> Answer:
        own = SubmittalViews(self.rows, self.found, self.presenting, self.desk).answers()
        own["close_and_distribute"] = self._close_and_distribute
        return own.get(action.verb) or super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        if name == "filters[unpackaged]":
            return (row.data.get("submittal_package") is None) is call.query.flag(name)
        return _lies_between(row.data.get(_DATES[name]), [str(value) for value in call.query.values[name]])

    def present(self, record: Record, call: Call) -> Record:
        """List rows name people without their logins."""
        return without_logins(record) if call.action.verb in _AS_LISTED else record

    def started(self, call: Call) -> Record:
        author = self.desk.signed_in(call.caller) or {}
        draft = SubmittalParts(self.desk, call).status("Draft")
        own: Record = {"revision": "0", "current_revision": True, "status": draft, "submittal_manager": author}
        return super().started(call) | own

    def created(self, stored: Stored, call: Call) -> None:
        del call
        earlier = self.desk.store.find(self.collection, number_of(stored.data, "_revision_of"))
        stored.change({"_root_id": stored.id if earlier is None else earlier.data["_root_id"]})
        if earlier is not None:
            earlier.change({"current_revision": False})

    def apply(self, record: Record, call: Call) -> None:
        if call.action.verb == "update" and "workflow_data" in call.sent and not call.sent.is_form:
            raise Refusal(400, "Error Updating Approvers.", listed=True)
        own = {name: call.sent.pop(name) for name in WRITTEN_OTHERWISE if name in call.sent}
        super().apply(record, call)
        record |= SubmittalParts(self.desk, call).all(own)

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        section = record.get("specification_section")
        number, revision = text_of(record, "number"), text_of(record, "revision")
        full = f"{text_of(section, 'number')}-{number}" if is_record(section) else number
        record["formatted_number"] = full if revision in {"", "0"} else f"{full}R{revision}"
        record |= self.in_court(record)

    def in_court(self, record: Record) -> Record:
        """An open submittal is with whoever has not answered, or with its manager when everybody has."""
        status = record.get("status")
        if not is_record(status) or status.get("status") != "Open":
            return {"ball_in_court": []}
        today = dt.datetime.fromtimestamp(self.desk.clock(), dt.UTC).date()
        approvers = send_next(approvers_of(record), today)
        holders = court(self.desk, approvers)
        return {"approvers": list[Json](approvers), "ball_in_court": holders or [record.get("submittal_manager")]}

    def _close_and_distribute(self, call: Call) -> Response:
        stored = self.found(call)
        closed = SubmittalParts(self.desk, call).status("Closed")
        sent = distribution(stored.data, call, self.desk)
        named = self.desk.store.find("submittal_statuses", number_of(call.sent, "submittal_log_status_id"))
        status: Record = {name: named.data[name] for name in ("id", "name", "status")} if named else closed
        text: Record = {"description": sent["submittal_description"]} if "submittal_description" in call.sent else {}
        dates: Record = dict.fromkeys(("distributed_at", "closed_at", "updated_at"), sent["sent_at"])
        stored.change({"last_distributed_submittal": sent, "status": status, "ball_in_court": [], **text, **dates})
        return self.presenting.value(sent, call)


def _lies_between(value: Json | None, wanted: list[str]) -> bool:
    return isinstance(value, str) and min(wanted) <= value <= max(wanted)


def without_logins(record: Record) -> Record:
    return {name: _without_login(value) for name, value in record.items() if name != "login"}


def _without_login(value: Json) -> Json:
    if is_list(value):
        return [_without_login(item) for item in value]
    return without_logins(value) if is_record(value) else value
