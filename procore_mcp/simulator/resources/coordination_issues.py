"""Coordination issues in both versions of the API, with a history of what was changed."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, text_of
from procore_mcp.simulator.resources.issue_counts import count_all, count_by
from procore_mcp.simulator.resources.issue_links import IssueLinks
from procore_mcp.simulator.resources.issue_options import IssueOptions
from procore_mcp.simulator.resources.issue_sync import IssueSyncing
from procore_mcp.simulator.resources.overdue import is_overdue
from procore_mcp.simulator.resources.places import lies_in
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.store import Stored

CHANGES = "coordination_issue_changes"
_COLUMNS = {
    "title": "Title",
    "description": "Description",
    "status": "Status",
    "assignee": "Assignee",
    "location": "Location",
    "priority": "Priority",
    "issue_type": "Type",
    "due_date": "Due Date",
    "trade": "Trade",
}
_REFERENCES = frozenset({"assignee", "location", "trade"})
_DONE = frozenset({"closed", "moved_to_observation"})


class CoordinationIssues(IssueSyncing):
    """Lists, shows and changes issues; tells their history and counts them by status."""

    def answer_for(self, action: Action) -> Answer:
        options = IssueOptions(self._live, self._company_of, self.person_form, self.presenting, self.desk)
        own: dict[str, Answer] = {
            "change_history": self._history,
            "status_count": self._counts,
            "status_total": self._totals,
            "show_recycled": self._show_recycled,
            **options.answers(),
            **IssueLinks(self._kept, self.presenting, self.desk).answers(),
        }
        return own.get(action.verb) or super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        test = self._tests().get(name.removesuffix("[]"))
        return test is None or test(row, call, name)

    def _tests(self) -> dict[str, Callable[[Stored, Call, str], bool]]:
        return {
            "filters[overdue]": self._by_overdue,
            "filters[location_id]": self._by_location,
            "filters[assignee_company_id]": self._by_company,
            "filters[created_by_company_id]": self._by_company,
        }

    def _by_overdue(self, row: Stored, call: Call, name: str) -> bool:
        if not call.query.flag(name):
            return True
        return row.data.get("status") not in _DONE and is_overdue(row.data, self.desk.clock())

    def _by_location(self, row: Stored, call: Call, name: str) -> bool:
        below = call.query.flag("filters[include_sublocations]")
        return lies_in(row.data.get("location"), call.query.values[name], self.desk.store, below=below)

    def _by_company(self, row: Stored, call: Call, name: str) -> bool:
        member = "assignee" if "assignee" in name else "created_by"
        return self._company_of(row.data.get(member)).get("id") in call.query.values[name]

    def _company_of(self, person: Json | None) -> Record:
        user = self.desk.store.find("users", number_of(person, "id")) if is_record(person) else None
        vendor = user.data.get("vendor") if user else None
        return vendor if is_record(vendor) else {}

    def _kept(self, call: Call) -> list[Stored]:
        """The issues that a list with the same query would have."""
        wanted = filtering(call.action, call.query)
        custom = [name for name in call.query.values if call.action.query[name].custom]
        seen = [row for row in self._live(call) if call.sees(row) and is_kept(row.data, wanted, call.query)]
        return [row for row in seen if all(self.keeps(name, row, call) for name in custom)]

    def _live(self, call: Call) -> list[Stored]:
        return [row for row in self.rows(call) if not row.recycled]

    def recycle(self, call: Call) -> Response:
        super().recycle(call)
        return Response(status_code=call.action.status)

    def retrieve(self, call: Call) -> Response:
        super().retrieve(call)
        return Response(status_code=call.action.status)

    def _show_recycled(self, call: Call) -> Response:
        return self.presenting.one(self.found(call, recycled=True), call)

    def present(self, record: Record, call: Call) -> Record:
        if not call.action.version.startswith("v2"):
            return record
        shown = {name: value for name, value in record.items() if name != "coordination_issue_file"}
        return shown | {"bim_file": record.get("coordination_issue_file")}

    def person_form(self, user: Record) -> Record:
        vendor = user.get("vendor")
        firm = vendor.get("name") if is_record(vendor) else None
        return super().person_form(user) | {"company_name": firm, "locale": "en"}

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        now = stamp(self.desk.clock())
        user = self.desk.store.find("users", call.caller.person_id or 0)
        author = self.person_form(user.data) if user else None
        for column, readable in _COLUMNS.items():
            if stored.data.get(column) != after.get(column):
                self._note(stored, {"column": column, "readable": readable, "at": now, "by": author}, after)
        after["updated_by"] = author
        if after.get("status") == "closed" and stored.data.get("status") != "closed":
            after["closed_date"] = now[:10]

    def _note(self, stored: Stored, what: Record, after: Record) -> None:
        column = text_of(what, "column")
        owner = {name: stored.data.get(name) for name in ("_company_id", "_project_id")}
        self.desk.store.insert(
            CHANGES,
            {
                "id": self.desk.store.new_id(),
                "column": f"{column}_id" if column in _REFERENCES else column,
                "readable_column": what["readable"],
                "old_value": _shown(stored.data.get(column)),
                "new_value": _shown(after.get(column)),
                "created_by": what["by"],
                "created_at": what["at"],
                "_coordination_issue_id": stored.id,
                **owner,
            },
        )

    def _history(self, call: Call) -> Response:
        issue = self.found(call)
        changes = self.desk.store.owned(CHANGES, "_coordination_issue_id", issue.id)
        newest = sorted(
            changes, key=lambda row: (text_of(row.data, "created_at"), number_of(row.data, "id")), reverse=True
        )
        items: list[Json] = [self.presenting.shown(row, call) for row in newest]
        return self.presenting.values(items, call)

    def _counts(self, call: Call) -> Response:
        by_location = call.query.text("filters[group_by]") == "location"
        visible = [row for row in self._live(call) if call.sees(row)]
        groups = [
            (row, _place_of(row) if by_location else self._company_of(row.data.get("assignee"))) for row in visible
        ]
        counted = count_by("location" if by_location else "assignee_company", groups)
        return self.presenting.values(list[Json](counted), call)

    def _totals(self, call: Call) -> Response:
        in_workflows = call.query.flag("workflow_issues")
        counted = [] if in_workflows else [row for row in self._live(call) if call.sees(row)]
        return self.presenting.value(dict(count_all(counted)), call)


def _place_of(row: Stored) -> Record:
    place = row.data.get("location")
    return place if is_record(place) else {}


def _shown(value: Json) -> Json:
    if is_record(value):
        return value.get("name")
    return None if is_list(value) else value
