"""What an RFI list can be filtered by, and who can be put on an RFI."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, text_of, values_at
from procore_mcp.simulator.resources.desk import Desk, short_person
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.resources.rfi_filters import PRIORITIES
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_MEMBERS = {
    "assigned_id": "assignees",
    "ball_in_court_id": "ball_in_courts",
    "cost_code_id": "cost_code",
    "location_id": "location",
    "prefix_stage_id": "project_stage",
    "received_from_login_information_id": "received_from",
    "responsible_contractor_id": "responsible_contractor",
    "rfi_manager_id": "rfi_manager",
    "sub_job_id": "sub_job",
}
_STATUSES = {
    "draft": "Draft",
    "open": "Open",
    "closed": "Closed",
    "closed_with_revision": "Closed - Revised",
    "closed_draft": "Closed - Draft",
}


class RfiOptions:
    """The lists that help to fill in a filter or a form."""

    def __init__(self, rows: Callable[[Call], Iterable[Stored]], presenting: Presenting, desk: Desk) -> None:
        self._rows = rows
        self._presenting = presenting
        self._desk = desk

    def answers(self) -> dict[str, Callable[[Call], Response]]:
        return {
            "filter_options": self._fields,
            "filter_option": self._choices,
            "potential_assignees": self._people,
            "potential_rfi_managers": self._managers,
            "default_distribution": self._distribution,
        }

    def _fields(self, call: Call) -> Response:
        return self._presenting.value(
            {name: f"{call.url_path}/{name}" for name in (*_MEMBERS, "priority", "status")}, call
        )

    def _choices(self, call: Call) -> Response:
        field = call.path["field"]
        if field == "status":
            return self._presenting.value([{"key": key, "value": value} for key, value in _STATUSES.items()], call)
        if field == "priority":
            named = enumerate(PRIORITIES)
            return self._presenting.value([{"key": key, "value": word.title()} for key, word in named], call)
        found: dict[Json, Record] = {}
        for row in self._rows(call):
            for value in values_at(row.data, [_MEMBERS[field]]):
                if isinstance(value, dict):
                    found[value.get("id")] = {"key": value.get("id"), "value": value.get("name")}
        return self._presenting.value(list(found.values()), call)

    def _people(self, call: Call) -> Response:
        return self._presenting.values([_shown(user) for user in self._on_project(call)], call)

    def _managers(self, call: Call) -> Response:
        staff = [user for user in self._on_project(call) if user.data.get("is_employee") is True]
        return self._presenting.values([_shown(user) for user in staff], call)

    def _distribution(self, call: Call) -> Response:
        """Those who are on more than half of the project's distribution lists."""
        rows = list(self._rows(call))
        listed = Counter(number for row in rows for number in values_at(row.data, ["distribution_list", "id"]))
        regulars = [user for user in self._on_project(call) if listed[user.id] * 2 > len(rows)]
        return self._presenting.values([_shown(user) | {"company_name": _firm(user)} for user in regulars], call)

    def _on_project(self, call: Call) -> list[Stored]:
        return list(self._desk.store.owned("users", "_project_ids", number_of(_project(call), "id")))


def _project(call: Call) -> Record:
    return call.project.data if call.project else {}


def _shown(user: Stored) -> Record:
    return short_person(user.data) | {"locale": "en"}


def _firm(user: Stored) -> str | None:
    vendor = user.data.get("vendor")
    return text_of(vendor, "name") if is_record(vendor) else None
