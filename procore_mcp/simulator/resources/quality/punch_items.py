"""Punch items: who has to put them right, and how far they are."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of, records_in
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import person_shown
from procore_mcp.simulator.resources.placed import Placed
from procore_mcp.simulator.resources.places import lies_in
from procore_mcp.simulator.resources.quality.punch_flow import settled
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_STATUSES = {"open": {"Open", "Overdue"}, "closed": {"Closed"}, "pending": {"Pending"}}
_WRITTEN_OTHERWISE = ("due", "login_information_ids", "status", "category_id", "custom_status_id")


class PunchItems(Placed):
    """Lists, shows, writes, sends and comments punch items."""

    def answer_for(self, action: Action) -> Answer:
        own = {"send_unsent": self._send_unsent, "comment": self._comment}
        return own.get(action.verb) or super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        wanted = call.query.values[name]
        if name == "filters[status]":
            return row.data["status"] in _STATUSES[str(wanted[0])]
        if name == "filters[location_id]":
            below = call.query.flag("filters[include_sublocations]")
            return lies_in(row.data.get("location"), wanted, self.desk.store, below=below)
        if name == "filters[category_id]":
            return "none" in wanted
        if name == "filters[assignee_response]":
            return row.data["has_resolved_responses"] is call.query.flag(name)
        return True

    def found(self, call: Call, *, recycled: bool = False) -> Stored:
        row = self.desk.store.find(self.collection, call.number("id"))
        gone = row is not None and row.recycled and call.query.flag("include_deleted")
        return super().found(call, recycled=gone or recycled)

    def started(self, call: Call) -> Record:
        user = self.desk.store.find("users", call.caller.person_id or 0)
        positions = [number_of(row.data, "position") for row in self.rows(call)]
        own: Record = {"position": max(positions, default=0) + 1, "workflow_status": "draft", "priority": "low"}
        own["created_by"] = self.person_form(user.data) if user else None
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        own = {name: call.sent.pop(name) for name in _WRITTEN_OTHERWISE if name in call.sent}
        super().apply(record, call)
        if "due" in own:
            record["due_date"] = own["due"]
        if "description" in call.sent:
            record["rich_text_description"] = f"<p>{call.sent['description']}</p>"
        if "login_information_ids" in own:
            record |= self._assigned(own["login_information_ids"], record, call)
        if "status" in own and "workflow_status" not in call.sent:
            record["workflow_status"] = "closed" if own["status"] == "closed" else "initiated"

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        user = self.desk.store.find("users", call.caller.person_id or 0)
        record |= settled(record, self.person_form(user.data) if user else None, self.desk.clock())

    def _assigned(self, numbers: Json, record: Record, call: Call) -> Record:
        """Keeps the answers of those who stay. Raises Refusal for people who are not on the project."""
        before = {number_of(item, "login_information_id"): item for item in records_in(record.get("assignments"))}
        users = [self._user(number, call) for number in (numbers if is_list(numbers) else [])]
        assignments: list[Json] = [before.get(user.id) or self._assignment(user) for user in users]
        return {
            "assignments": assignments,
            "assignees": [person_shown(user.data, ("id", "login", "name")) for user in users],
        }

    def _user(self, number: Json, call: Call) -> Stored:
        found = self.desk.store.find("users", number) if isinstance(number, int) else None
        projects = found.data.get("_project_ids") if found else None
        if found is None or call.project is None or not is_list(projects) or call.project.id not in projects:
            raise invalid(call.action.invalid, [Problem("login_information_ids", "does not exist in this project")])
        return found

    def _assignment(self, user: Stored) -> Record:
        never = ("comment", "notified_at", "responded_at", "ready_for_review_at", "work_not_accepted_at")
        return {
            "id": self.desk.store.new_id(),
            "approved": False,
            "status": "unresolved",
            "formatted_status": "Work Required",
            "login_information_id": user.id,
            "login_information_name": user.data["name"],
            "login_information": person_shown(user.data, ("id", "login", "name", "active")),
            "user_name": user.data["name"],
            "vendor": person_shown(user.data, ("vendor",))["vendor"],
            "attachments": [],
            "manager_accepted_at": None,
            "updated_at": stamp(self.desk.clock()),
            **dict.fromkeys(never),
        }

    def _send_unsent(self, call: Call) -> Response:
        """Everybody concerned hears of the drafts, which are drafts no more."""
        now = stamp(self.desk.clock())
        for row in self.rows(call):
            if row.data["workflow_status"] == "draft" and not row.recycled:
                told: list[Json] = [item | {"notified_at": now} for item in records_in(row.data["assignments"])]
                sent: Record = {"workflow_status": "initiated", "assignments": told, "date_initiated": now[:10]}
                row.change(sent | settled(row.data | sent, None, self.desk.clock()) | {"updated_at": now})
        return Response(status_code=call.action.status)

    def _comment(self, call: Call) -> Response:
        item, now = self.found(call), stamp(self.desk.clock())
        user = self.desk.store.find("users", call.caller.person_id or 0)
        creator = person_shown(user.data, ("id", "login", "name", "company_name")) if user else {}
        comment: Record = {"id": self.desk.store.new_id(), "body": call.sent["body"], "created_at": now}
        short = {name: creator.get(name) for name in ("id", "login", "name")}
        kept: Record = {**comment, "creator": short, "updated_at": now}
        comments: list[Json] = [*records_in(item.data["comments"]), kept]
        item.change({"comments": comments, "updated_at": now})
        shown: Record = {"created_by": creator, "attachments": [], "type": "Comment"}
        return self.presenting.value(comment | shown, call)
