"""Inspections: made from a template with all its items, and closed by whoever closes them."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import person_shown
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.rest.sorting import in_order
from procore_mcp.simulator.store import Stored

_STATUSES = {"open": "Open", "in_review": "In Review", "closed": "Closed"}
_FLAGS = ("potential_assignee", "potential_point_of_contact", "potential_distribution_member")


class Checklists(Resource):
    """Lists, shows, makes, changes and throws away inspections, and names the people for them."""

    def answer_for(self, action: Action) -> Answer:
        own = {"inspectors": self._inspectors, "users": self._users}
        return own.get(action.verb) or super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        words = list(_STATUSES.values())
        code = call.query.number(name)
        return code is not None and 0 <= code < len(words) and row.data["status"] == words[code]

    def started(self, call: Call) -> Record:
        """What comes from the template. Raises Refusal for one that is not of this project."""
        template = self._template(call)
        names = template.data["_items"]
        count = len(names) if is_list(names) else 0
        numbers = [number_of(row.data, "number") for row in self.rows(call)]
        zeros = (
            "conforming_item_count", "deficient_item_count", "not_applicable_item_count", "neutral_item_count",
            "inspected_item_count", "observations_count", "closed_observations_count",
        )  # fmt: skip
        own: Record = {"status": "Open", "number": max(numbers, default=0) + 1, "template_id": template.id}
        own |= {"name": template.data["name"], "list_template_name": template.data["name"], "item_count": count}
        own |= {name: template.data[name] for name in ("trade", "inspection_type")} | dict.fromkeys(zeros, 0)
        own |= {"list_template_id": template.id, "respondable_item_count": count, "created_by": self._signed_in(call)}
        return super().started(call) | own

    def _template(self, call: Call) -> Stored:
        found = self.desk.store.find("checklist_templates", call.number("list_template_id"))
        if found is None or not self.holds(found, call):
            raise invalid(call.action.invalid, [Problem("list_template_id", "does not exist in this project")])
        return found

    def created(self, stored: Stored, call: Call) -> None:
        template = self._template(call)
        names = template.data["_items"]
        blank: Record = {"list_id": stored.id, "section_id": template.data["_section_id"], "status": "none"}
        owner: Record = {name: stored.data[name] for name in ("_company_id", "_project_id", "updated_at")}
        for place, name in enumerate(names if is_list(names) else [], start=1):
            item: Record = {"id": self.desk.store.new_id(), "name": name, "position": place, "number": f"1.{place}"}
            item["type"] = {"id": 1, "category": "status", "name": "Pass or fail"}
            self.desk.store.insert("checklist_items", blank | item | owner)

    def apply(self, record: Record, call: Call) -> None:
        status = call.sent.pop("status", None)
        super().apply(record, call)
        if isinstance(status, str):
            record["status"] = _STATUSES[status]
            done = status == "closed"
            record["closed_by"] = self._signed_in(call) if done else None
            record["closed_at"] = stamp(self.desk.clock()) if done else None
        due = text_of(record, "due_at")
        record["overdue"] = record["status"] == "Open" and bool(due) and due < stamp(self.desk.clock())

    def _signed_in(self, call: Call) -> Json:
        user = self.desk.store.find("users", call.caller.person_id or 0)
        return self.person_form(user.data) if user else None

    def _inspectors(self, call: Call) -> Response:
        people = [person_shown(user.data, ("id", "login", "name", "company")) for user in self._on_project(call)]
        return self.presenting.value({"people": list[Json](people)}, call)

    def _users(self, call: Call) -> Response:
        """Everybody may be everything here, so that the flags only tell those who ask for nobody."""
        asked = [name for name in call.query.values if name.removeprefix("filters[").removesuffix("]") in _FLAGS]
        parameters = filtering(call.action, call.query)
        kept = [user for user in self._on_project(call) if is_kept(user.data, parameters, call.query)]
        rows = in_order(kept, call.action, call.query) if all(call.query.flag(name) for name in asked) else []
        return self.presenting.values([self._user(user) for user in rows], call)

    def _user(self, user: Stored) -> Record:
        shown = person_shown(user.data, ("id", "login", "name", "vendor"))
        staff = user.data.get("is_employee") is True
        return shown | dict.fromkeys(_FLAGS, True) | {"default_distribution_member": staff, "custom_fields": {}}

    def _on_project(self, call: Call) -> list[Stored]:
        return list(self.desk.store.owned("users", "_project_ids", call.project.id if call.project else 0))
