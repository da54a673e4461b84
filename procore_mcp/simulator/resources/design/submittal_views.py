"""Other looks at submittals: revisions, the workflow, numbers that are free, and attachments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from starlette.responses import Response

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in, text_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.design.review import approvers_of
from procore_mcp.simulator.resources.desk import Desk, person_shown
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class SubmittalViews:
    """Answers that are not plain lists of records."""

    def __init__(
        self,
        rows: Callable[[Call], Iterable[Stored]],
        found: Callable[[Call], Stored],
        presenting: Presenting,
        desk: Desk,
    ) -> None:
        self._rows, self._found, self._presenting, self._desk = rows, found, presenting, desk

    def answers(self) -> dict[str, Callable[[Call], Response]]:
        return {
            "list_revisions": self._revisions,
            "workflow_data": self._workflow,
            "next_number": self._next_number,
            "next_number_in_section": self._next_in_section,
            "list_attachments": self._attachments,
        }

    def _live(self, call: Call) -> list[Stored]:
        return [row for row in self._rows(call) if not row.recycled and call.sees(row)]

    def _revisions(self, call: Call) -> Response:
        root = self._found(call).data["_root_id"]
        rows = [row for row in self._live(call) if row.data["_root_id"] == root]
        return self._presenting.many(
            sorted(rows, key=lambda row: whole_number(text_of(row.data, "revision")) or 0), call
        )

    def _workflow(self, call: Call) -> Response:
        stored = self._found(call)
        steps: dict[int, list[Json]] = defaultdict(list)
        for approver in approvers_of(stored.data):
            steps[number_of(approver, "workflow_group_number")].append(approver["id"])
        shown: list[Json] = [
            {"id": stored.id * 10 + group, "number": group, "approver_ids": ids} for group, ids in sorted(steps.items())
        ]
        attachments: list[Json] = [
            _carried(item) for item in records_in(self._presenting.shown(stored, call).get("associated_attachments"))
        ]
        approvers: list[Json] = [self._approver(approver) for approver in approvers_of(stored.data)]
        return self._presenting.value({"steps": shown, "approvers": approvers, "attachments": attachments}, call)

    def _approver(self, approver: Record) -> Record:
        user = approver["user"]
        found = self._desk.store.find("users", number_of(user, "id")) if is_record(user) else None
        facts = person_shown(found.data, ("name", "company_name")) if found else {}
        same = ("id", "days_to_respond", "response_required")
        return {name: approver[name] for name in same} | facts | {"attachment_ids": []}

    def _next_number(self, call: Call) -> Response:
        return self._presenting.value({"next_number": _after(self._rows(call))}, call)

    def _next_in_section(self, call: Call) -> Response:
        section = self._desk.store.find("specification_sections", call.number("spec_section_id"))
        if section is None or call.project is None or section.data.get("_project_id") != call.project.id:
            raise invisible()
        rows = [row for row in self._rows(call) if _section_id(row) == section.id]
        return self._presenting.value({"next_number": _after(rows)}, call)

    def _attachments(self, call: Call) -> Response:
        found: list[Json] = []
        for row in self._live(call):
            items = records_in(self._presenting.shown(row, call).get("associated_attachments"))
            found += [_downloadable(item, row.id) for item in items]
        return self._presenting.values(found, call)


def _section_id(row: Stored) -> int:
    section = row.data.get("specification_section")
    return number_of(section, "id") if is_record(section) else 0


def _after(rows: Iterable[Stored]) -> str:
    numbers = [text_of(row.data, "number") for row in rows]
    return str(max((whole_number(number) or 0 for number in numbers), default=0) + 1)


def _downloadable(item: Record, submittal_id: int) -> Json:
    return {
        "id": item["attachment_id"],
        "polling_url": None,
        "original_url": item["url"],
        "submittal_id": submittal_id,
        "name": item["filename"],
    }


def _carried(item: Record) -> Json:
    """Nothing in this world has been marked up."""
    return {
        "id": item["attachment_id"],
        "approver_id": None,
        "approver_marked_up_at": None,
        "can_carry_forward": True,
        "download_url": item["url"],
        "has_failed": False,
        "is_originating_attachment": True,
        "is_processing": False,
        "last_marked_up_at": None,
        "last_marked_up_by": None,
        "name": item["filename"],
        "viewer_type": "pdf",
        "viewer_url": None,
    }
