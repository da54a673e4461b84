"""What coordination issues can be filtered by, and who can be put on one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, is_record, values_at
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.rest.permissions import level_of, tool_of
from procore_mcp.simulator.store import Stored

_FIELDS = {
    "status": "Status",
    "assignee_id": "Assignee",
    "assignee_company_id": "Assignee Company",
    "created_by_id": "Created By",
    "created_by_company_id": "Created By Company",
    "created_from": "Created From",
    "location_id": "Location",
    "coordination_issue_file_id": "Coordination Issue File",
    "watcher_id": "Watcher",
}
_MEMBERS = {
    "assignee_id": "assignee",
    "created_by_id": "created_by",
    "location_id": "location",
    "coordination_issue_file_id": "coordination_issue_file",
    "watcher_id": "watchers",
}
_STATUSES = {
    "open": "Open",
    "in_progress": "In Progress",
    "blocked": "Blocked",
    "unblocked": "Unblocked",
    "ready_for_review": "Ready for Review",
    "closed": "Closed",
    "moved_to_observation": "Moved to Observation",
}
_LEVELS = {"read_only": 2, "standard": 3, "admin": 4}


class IssueOptions:
    """`companies` gives a person's vendor, `person_form` a person as issues show one."""

    def __init__(
        self,
        rows: Callable[[Call], Iterable[Stored]],
        company_of: Callable[[Json | None], Record],
        person_form: Callable[[Record], Record],
        presenting: Presenting,
        desk: Desk,
    ) -> None:
        self._rows = rows
        self._company_of = company_of
        self._person_form = person_form
        self._presenting = presenting
        self._desk = desk

    def answers(self) -> dict[str, Callable[[Call], Response]]:
        options = dict.fromkeys(("filter_option", "source_option", "file_option"), self._choices)
        return {**options, "filter_options": self._fields, "assignees": self._people}

    def _fields(self, call: Call) -> Response:
        project = call.query.number("project_id")
        entries: list[Json] = [
            {"key": key, "value": value, "endpoint": f"{call.url_path}/{key}?project_id={project}"}
            for key, value in _FIELDS.items()
        ]
        return self._presenting.value(entries, call)

    def _choices(self, call: Call) -> Response:
        field = call.url_path.rpartition("/")[2]
        if field == "status":
            return self._presenting.value([{"key": key, "value": value} for key, value in _STATUSES.items()], call)
        wanted = filtering(call.action, call.query)
        rows = [row for row in self._rows(call) if call.sees(row) and is_kept(row.data, wanted, call.query)]
        found = {key: value for row in rows for key, value in self._values(field, row) if key is not None}
        return self._presenting.value([{"key": key, "value": value} for key, value in found.items()], call)

    def _values(self, field: str, row: Stored) -> list[tuple[Json, Json]]:
        if field == "created_from":
            source = row.data.get("creation_source")
            return [(source, str(source).title())]
        if field in _MEMBERS:
            members = values_at(row.data, [_MEMBERS[field]])
        else:
            members = [self._company_of(row.data.get(field.removesuffix("_company_id")))]
        return [(member.get("id"), member.get("name")) for member in members if is_record(member)]

    def _people(self, call: Call) -> Response:
        """People of the project with at least Read Only, or the level that is asked for."""
        project = call.project
        assert project is not None  # noqa: S101  the contract's scope is a project
        tool = tool_of(self._desk.store, "coordination_issues", project)
        least = _LEVELS[call.query.text("min_access_level") or "read_only"]
        people = self._desk.store.owned("users", "_project_ids", project.id)
        able = [user for user in people if tool is None or level_of(self._desk.store, tool, project, user.id) >= least]
        return self._presenting.values([self._person_form(user.data) for user in able], call)
