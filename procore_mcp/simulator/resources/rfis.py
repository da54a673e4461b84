"""RFIs: numbers that fill themselves, people who must answer, and the one way to close."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, number_of, records_in, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.attaching import UPLOADS, attached
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.resources.rfi_court import RfiCourt, with_people
from procore_mcp.simulator.resources.rfi_filters import rfi_is_kept
from procore_mcp.simulator.resources.rfi_options import RfiOptions
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_TEXTS = ("custom_textfield_1", "custom_textfield_2")
_AS_LISTED = frozenset({"list", "recycle_bin", "advance_ball_in_court", "forward_for_review"})
_NOT_FOR_IDS = frozenset({"search", "q", "sort[attribute]", "sort[direction]"})


class Rfis(Resource):
    """Lists, shows, writes and closes RFIs."""

    def answer_for(self, action: Action) -> Answer:
        options = RfiOptions(self.rows, self.presenting, self.desk)
        court = RfiCourt(self.found, self.references, self.presenting, self.desk)
        own = options.answers() | court.answers()
        return own.get(action.verb) or super().answer_for(action)

    def listed(self, rows: Iterable[Stored], call: Call) -> Response:
        """Bare ids come highest first, whatever a search or a sorting asks for."""
        if self.presenting.shape(call) == "ids":
            rows = sorted(rows, key=lambda row: -row.id)
            call = replace(call, query=call.query.without(_NOT_FOR_IDS))
        return super().listed(rows, call)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        return rfi_is_kept(name, row, call, self.desk)

    def present(self, record: Record, call: Call) -> Record:
        if call.action.verb not in _AS_LISTED:
            full: Record = {"cost_impact": _cost(record, as_text=True), "questions": self._with_answers(record)}
            return record | full
        light: Record = {"cost_impact": _cost(record, as_text=False), "questions": _without_answers(record)}
        shown = record | light
        due = record.get("due_date")
        if call.query.flag("as_datetimes") and isinstance(due, str) and len(due) == len("2026-01-01"):
            shown["due_date"] = f"{due}T00:00:00Z"
        return shown

    def _with_answers(self, record: Record) -> list[Json]:
        """The replies belong to the first question; an RFI has no other."""
        replies = self.desk.store.owned("rfi_replies", "_rfi_id", number_of(record, "id"))
        answers: Record = {"answers": [reply.data for reply in replies]}
        return [question | answers for question in records_in(record.get("questions"))[:1]]

    def started(self, call: Call) -> Record:
        status = "draft" if call.sent.get("draft") is True else "open"
        own: Record = {"revision": "0", "current_revision": True}
        return super().started(call) | own | _as(status, self.desk.clock())

    def created(self, stored: Stored, call: Call) -> None:
        del call
        header = stored.data.get("source_rfi_header_id") or stored.id
        stored.change({"source_rfi_header_id": header, "link": self._link(stored)})

    def _link(self, rfi: Stored) -> str:
        """The page of the RFI at the web address of its company's zone."""
        homes = {company.id: text_of(company.data, "_web_base_url") for company in self.desk.store.all("companies")}
        number = number_of(rfi.data, "_project_id")
        (project,) = self.desk.store.owned("projects", "id", number)
        return f"{homes[number_of(project.data, '_company_id')]}/{number}/project/rfi/show/{rfi.id}"

    def apply(self, record: Record, call: Call) -> None:
        sent = call.sent
        question, accepted, draft = (sent.pop(name, None) for name in ("question", "accepted", "draft"))
        if "assignee_id" in sent and "assignee_ids" not in sent:
            sent["assignee_ids"] = [sent["assignee_id"]]
        super().apply(record, call)
        record |= {name: {"label": None, "value": sent[name]} for name in _TEXTS if name in sent}
        _name_assignees(record, call)
        if is_record(question):
            record["questions"] = [self._question(question, record, call)]
        if draft is False and record["status"] == "draft":
            record |= _as("open", self.desk.clock())
        if accepted is True:
            record |= _as("closed", self.desk.clock())

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        if record["status"] == "draft":
            return
        if not record.get("assignees"):
            raise invalid(400, [Problem("assignees", "required", "BLANK")])
        if not record.get("number"):
            record["number"] = str(self._next_number(call))
        record["full_number"] = record["number"]

    def _next_number(self, call: Call) -> int:
        numbers = [text_of(row.data, "number") for row in self.rows(call)]
        return max((whole_number(number) or 0 for number in numbers), default=0) + 1

    def _question(self, question: Record, record: Record, call: Call) -> Record:
        body = text_of(question, "body")
        before = records_in(record.get("questions"))
        kept = before[0] if before else {}
        return {
            "id": kept.get("id") or self.desk.store.new_id(),
            "body": body,
            "plain_text_body": body,
            "rich_text_body": body,
            "answers": kept.get("answers", []),
            "attachments": attached(kept.get("attachments"), question.get(UPLOADS), call, self.desk),
            "question_date": stamp(self.desk.clock()),
            "created_by": text_of(self.desk.signed_in(call.caller) or {}, "name"),
        }


def _as(status: str, now: float) -> Record:
    """The members that go with a status."""
    own: Record = {"status": status, "translated_status": status.capitalize(), "draft": status == "draft"}
    if status == "open":
        return own | {"initiated_at": stamp(now), "ball_in_court_role": "assignees"}
    if status == "closed":
        gone: Record = {"ball_in_court": None, "ball_in_courts": [], "ball_in_court_role": None}
        return own | gone | {"accepted": True, "time_resolved": stamp(now)}
    return own


def _name_assignees(record: Record, call: Call) -> None:
    """Sets what follows from the assignees. Raises Refusal when someone required is not among them."""
    people = records_in(record.get("assignees"))
    required = [person.get("id") for person in records_in(record.get("required_assignees"))]
    assigned = [person.get("id") for person in people]
    if any(number not in assigned for number in required):
        raise invalid(call.action.invalid, [Problem("required_assignee_ids", "must be among the assignees")])
    if call.sent.keys() & {"assignee_ids", "required_assignee_ids"}:
        shown: list[Json] = [person | {"response_required": person.get("id") in required} for person in people]
        record |= {"assignees": shown, "assignee": _first(list[Json](people))}
    if record.get("ball_in_court_role") == "assignees" and record["status"] == "open":
        record |= with_people(record)


def _first(value: Json) -> Json:
    return value[0] if is_list(value) and value else None


def _cost(record: Record, *, as_text: bool) -> Json:
    cost = record.get("cost_impact")
    if not is_record(cost) or cost.get("value") is None:
        return cost
    amount = Decimal(str(cost["value"]))
    return cost | {"value": str(amount) if as_text else float(amount)}


def _without_answers(record: Record) -> list[Json]:
    return [question | {"answers": []} for question in records_in(record.get("questions"))]
