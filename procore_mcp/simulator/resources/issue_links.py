"""What hangs on coordination issues: RFIs that they led to, and their list as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_COLUMNS = ("issue_number", "title", "status", "priority", "issue_type", "assignee", "location", "trade", "due_date")
_LINKS = "linked_procore_items"


class IssueLinks:
    """`kept` gives the issues that a query keeps."""

    def __init__(self, kept: Callable[[Call], Iterable[Stored]], presenting: Presenting, desk: Desk) -> None:
        self._kept, self._presenting, self._desk = kept, presenting, desk

    def answers(self) -> dict[str, Callable[[Call], Response]]:
        return {"link": self._link, "unlink": self._unlink, "export": self._export}

    def _issue(self, call: Call) -> Stored:
        found = self._desk.store.find("coordination_issues", call.number("coordination_issue_id"))
        if found is None or found.recycled or not _is_here(found, call):
            raise invisible()
        return found

    def _link(self, call: Call) -> Response:
        issue = self._issue(call)
        rfi = self._desk.store.find("rfis", number_of(call.sent, "item_id"))
        if rfi is None or not _is_here(rfi, call):
            raise invalid(call.action.invalid, [Problem("item_id", "does not exist in this project")])
        answered = any(row.data.get("official") is True for row in self._replies(rfi))
        data: Json = {name: rfi.data[name] for name in ("subject", "number")} | {"has_official_response": answered}
        link: Record = {"id": self._desk.store.new_id(), "coordination_issue_id": issue.id, "item_id": rfi.id}
        link |= {"item_type": "rfi", "item_url": rfi.data["link"], "item_data": data}
        issue.change({_LINKS: [*records_in(issue.data.get(_LINKS)), link]})
        return self._presenting.value(link, call)

    def _replies(self, rfi: Stored) -> Iterable[Stored]:
        return self._desk.store.owned("rfi_replies", "_rfi_id", rfi.id)

    def _unlink(self, call: Call) -> Response:
        issue, number = self._issue(call), call.number("id")
        links = records_in(issue.data.get(_LINKS))
        left: list[Json] = [link for link in links if link["id"] != number]
        if len(left) == len(links):
            raise invisible()
        issue.change({_LINKS: left})
        return Response(status_code=call.action.status)

    def _export(self, call: Call) -> Response:
        """The table at once; what has to be drawn comes by e-mail later, which nobody gets here (assumed)."""
        if call.query.text("export_format") != "csv":
            return Response(status_code=202)
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(_COLUMNS)
        writer.writerows([_cell(row.data.get(name)) for name in _COLUMNS] for row in self._kept(call))
        return Response(out.getvalue(), 200, media_type="text/csv")


def _cell(value: Json) -> Json:
    return value.get("name") if is_record(value) else value


def _is_here(row: Stored, call: Call) -> bool:
    return call.project is not None and row.data.get("_project_id") == call.project.id and call.sees(row)
