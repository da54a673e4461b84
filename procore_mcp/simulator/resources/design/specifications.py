"""Specification sections, their revisions, and what is uploaded to become one."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_DIVISION = "specification_section_division_id"
_SET = "specification_set_id"


class SpecificationSections(Resource):
    """A new section stands in a division of the project and has no revision yet."""

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        division = self.desk.store.find("specification_section_divisions", number_of(call.sent, _DIVISION))
        if division is None or not self.holds(division, call):
            raise _absent(_DIVISION, call)
        record["_division_id"] = division.id
        number, title = text_of(record, "number"), text_of(record, "description")
        record["label"] = f"{number} - {title}" if title else number


class SpecificationSectionRevisions(Resource):
    """Lists the newest revisions of a division's sections; one revision is shown in other words."""

    def answer_for(self, action: Action) -> Answer:
        return self.list if action.verb == "list" else self.show

    def listed(self, rows: Iterable[Stored], call: Call) -> Response:
        every = call.query.text("all_revisions") not in {"", "false"}
        return super().listed([row for row in rows if every or row.data["_current"] is True], call)

    def present(self, record: Record, call: Call) -> Record:
        if call.action.verb == "list":
            return record
        return {
            "id": record["id"],
            "source_id": record["id"],
            "name": f"{record['number']} {record['description']}.pdf",
            "section_id": record["specification_section_id"],
            "section_name": record["description"],
            "source_create_time": record["updated_at"],
            "source_update_time": record["updated_at"],
            "url": record["url"],
            "custom_fields": record["custom_fields"],
        }


class SpecificationSets(Resource):
    """A new set comes after the others."""

    def started(self, call: Call) -> Record:
        position = len(list(self.rows(call))) + 1
        project, company = call.project, call.company
        own: Record = {"position": position, "project_id": project and project.id, "company_id": company and company.id}
        started = super().started(call) | own
        dates: Record = {name: text_of(started, name)[:10] for name in ("created_at", "updated_at")}
        return started | dates


class SpecificationUploads(Resource):
    """Whatever is uploaded waits for a review that nobody makes here."""

    def answer_for(self, action: Action) -> Answer:
        return super().answer_for(action) if action.verb == "list" else self._create

    def _create(self, call: Call) -> Response:
        found = self.desk.store.find("specification_sets", number_of(call.sent, _SET))
        if found is None or not self.holds(found, call):
            raise _absent(_SET, call)
        uploads = call.sent.pop("upload_uuids", None)
        count = max(len(uploads) if is_list(uploads) else 0, 1)
        return self.presenting.value([self._entry(call) for _ in range(count)], call)

    def _entry(self, call: Call) -> Json:
        same = ("issued_date", "received_date", "spec_format", _SET)
        record: Record = {"id": self.desk.store.new_id()} | {name: call.sent.get(name) for name in same}
        stored = self.desk.store.insert(
            self.collection, self.started(call) | record | {"status": "in_review", "locale": "en"}
        )
        return {name: stored.data[name] for name in ("id", *same, "status", "locale")}


def _absent(name: str, call: Call) -> Refusal:
    return invalid(call.action.invalid, [Problem(name, "does not exist in this project")])
