"""Projects: seen only by those who are on them, money as text, and time zones by Procore's own names."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.resources.syncing import Syncing
from procore_mcp.simulator.resources.time_zones import TIME_ZONES
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_MONEY = ("total_value", "estimated_value", "estimated_budget")
_LIGHT = ("id", "name")
_ADDRESS = {
    "street": "address",
    "city": "city",
    "state_code": "state_code",
    "zip": "zip",
    "country_code": "country_code",
}


class Projects(Syncing):
    """Lists, shows, creates and changes projects, also many at once."""

    def answer_for(self, action: Action) -> Answer:
        return self._list_light if action.verb == "list_company" else super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        if name == "filters[vendor_id]":
            vendor = self.desk.store.find("vendors", call.query.number(name) or 0)
            projects = vendor.data.get("_project_ids") if vendor else None
            return is_list(projects) and row.id in projects
        wanted = call.query.text(name)
        return wanted == "All" or (row.data.get("active") is True) == (wanted == "Active")

    def started(self, call: Call) -> Record:
        company = call.company.data if call.company else {}
        shown: Record = {"id": company.get("id"), "name": company.get("name")}
        number = self.desk.store.new_id()
        own: Record = {
            "id": number,
            "_project_id": number,
            "company": shown,
            "active": True,
            "_visible_to": self._who_sees(call),
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        for name in _MONEY:
            if name in call.sent and record.get(name) is not None:
                record[name] = _money(record[name])
        number = text_of(record, "project_number")
        record["display_name"] = f"{number} - {record['name']}" if number else record["name"]
        stage = record.get("project_stage")
        record["stage"] = stage.get("name") if isinstance(stage, dict) else None

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        zone = call.sent.get("time_zone")
        if zone is not None and zone not in TIME_ZONES:
            raise invalid(422, [Problem("time_zone", "is not included in the list")])

    def _who_sees(self, call: Call) -> list[Json]:
        """The creator and the company's administrators."""
        company = call.company.id if call.company else 0
        admins = self.desk.store.owned("users", "_admin_company_ids", company)
        return [call.caller.person_id, *(row.id for row in admins)]

    def _list_light(self, call: Call) -> Response:
        rows = [row for row in self.rows(call) if call.sees(row)]
        items: list[Json] = [_light(row.data) for row in rows]
        return self.presenting.values(items, call)


def _light(project: Record) -> Record:
    kind = project.get("project_type")
    address: Record = {name: project.get(source) for name, source in _ADDRESS.items()}
    creator = project.get("created_by")
    person = creator if isinstance(creator, dict) else {}
    return {
        "id": project["id"],
        "name": project["name"],
        "address": address,
        "stage_name": project.get("stage"),
        "status_name": "Active" if project.get("active") else "Inactive",
        "type_name": kind.get("name") if isinstance(kind, dict) else None,
        "open_items": [],
        "created_by": {"id": person.get("id"), "email": person.get("login")},
    }


def _money(value: Json) -> Json:
    """Money as Procore shows it, a string with at least one decimal."""
    return str(float(value)) if isinstance(value, int | float) else value
