"""The parts of a submittal that are written otherwise than they are shown."""

from __future__ import annotations

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of, records_in, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.design.review import new_approver
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

WRITTEN_OTHERWISE = ("type", "workflow_data", "source_submittal_log_id", "specification_section_id")


class SubmittalParts:
    """Turns what was sent into what is shown. Every part raises Refusal for what does not exist."""

    def __init__(self, desk: Desk, call: Call) -> None:
        self._desk = desk
        self._call = call

    def all(self, sent: Record) -> Record:
        found: Record = {}
        if "type" in sent:
            found["type"] = self._type(sent["type"])
        if "specification_section_id" in sent:
            found |= self._section(sent["specification_section_id"])
        if "workflow_data" in sent:
            found["approvers"] = list[Json](self._approvers(sent["workflow_data"]))
        if sent.get("source_submittal_log_id") is not None:
            found["_revision_of"] = self._earlier(sent["source_submittal_log_id"]).id
        return found

    def status(self, name: str) -> Record:
        return self._named("submittal_statuses", name) or {}

    def _type(self, name: Json) -> Json:
        found = self._named("submittal_types", name)
        if name is not None and found is None:
            raise self._wrong("type", "is not a submittal type of this company")
        return found

    def _section(self, number: Json) -> Record:
        if number is None:
            return {"specification_section": None, "_division": None}
        section = self._of_project("specification_sections", number, "specification_section_id")
        return {
            "specification_section": shown(section.data),
            "_division": whole_number(text_of(section.data, "number")[:2]),
        }

    def _approvers(self, steps: Json) -> list[Record]:
        pending = next(
            (row for row in self._desk.store.all("submittal_responses") if row.data["name"] == "Pending"), None
        )
        response = shown(pending.data) if pending else None
        entries = enumerate(steps if is_list(steps) else [], start=1)
        pairs = [(group, entry) for group, step in entries for entry in records_in(step)]
        return [self._approver(group, entry, response) for group, entry in pairs]

    def _approver(self, group: int, entry: Record, response: Json) -> Record:
        user = self._desk.store.find("users", number_of(entry, "user_id"))
        if user is None:
            raise self._wrong("workflow_data", "names someone who is not on the project")
        return new_approver(user.data, (self._desk.store.new_id(), group), entry.get("days_to_respond"), response)

    def _earlier(self, number: Json) -> Stored:
        return self._of_project("submittals", number, "source_submittal_log_id")

    def _of_project(self, collection: str, number: Json, name: str) -> Stored:
        found = self._desk.store.find(collection, number) if isinstance(number, int) else None
        project = self._call.project
        if found is None or project is None or found.data.get("_project_id") != project.id:
            raise self._wrong(name, "does not exist in this project")
        return found

    def _named(self, collection: str, name: Json) -> Record | None:
        company = self._call.company
        rows = self._desk.store.owned(collection, "_company_id", company.id if company else 0)
        return next((shown(row.data) for row in rows if row.data.get("name") == name), None)

    def _wrong(self, name: str, message: str) -> Refusal:
        return invalid(self._call.action.invalid, [Problem(name, message)])


def shown(record: Record) -> Record:
    """Without bookkeeping."""
    return {name: value for name, value in record.items() if name[0] != "_"}
