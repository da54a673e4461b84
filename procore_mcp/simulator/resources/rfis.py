"""RFIs: numbers that fill themselves, people who must answer, and the one way to close."""

from __future__ import annotations

from decimal import Decimal

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record, records_in, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.overdue import is_overdue
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.resources.rfi_options import RfiOptions
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_DONE = frozenset({"closed", "closed_with_revision", "closed_draft", "draft"})


class Rfis(Resource):
    """Lists, shows, writes and closes RFIs."""

    def answer_for(self, action: Action) -> Answer:
        options = RfiOptions(self.rows, self.presenting, self.desk)
        return options.answers().get(action.verb) or super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        """Any value of `filters[overdue]` keeps the overdue ones only, `false` too, as Procore does."""
        if name != "filters[overdue]":
            return True
        open_still = text_of(row.data, "status") not in _DONE
        return open_still and is_overdue(row.data, self.desk.clock())

    def present(self, record: Record, call: Call) -> Record:
        if call.action.verb != "list":
            return record | {"cost_impact": _cost(record, as_text=True)}
        shown = record | {"cost_impact": _cost(record, as_text=False), "questions": _without_answers(record)}
        due = record.get("due_date")
        if call.query.flag("as_datetimes") and isinstance(due, str) and len(due) == len("2026-01-01"):
            shown["due_date"] = f"{due}T00:00:00Z"
        return shown

    def started(self, call: Call) -> Record:
        status = "draft" if call.sent.get("draft") is True else "open"
        now = stamp(self.desk.clock())
        return super().started(call) | {"status": status, "initiated_at": now if status == "open" else None}

    def apply(self, record: Record, call: Call) -> None:
        sent = call.sent
        question, accepted, draft = sent.pop("question", None), sent.pop("accepted", None), sent.pop("draft", None)
        if "assignee_id" in sent and "assignee_ids" not in sent:
            sent["assignee_ids"] = [sent["assignee_id"]]
        required = sent.pop("required_assignee_ids", None)
        super().apply(record, call)
        _name_assignees(record, sent, required, call)
        if is_record(question):
            record["questions"] = [self._question(question, record, call)]
        if draft is False and record["status"] == "draft":
            record |= {"status": "open", "initiated_at": stamp(self.desk.clock())}
        if accepted is True:
            record |= {
                "status": "closed",
                "time_resolved": stamp(self.desk.clock()),
                "ball_in_court": None,
                "ball_in_courts": [],
            }

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
        return max((int(number) for number in numbers if number.isdigit()), default=0) + 1

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
            "attachments": kept.get("attachments", []),
            "question_date": stamp(self.desk.clock()),
            "created_by": text_of(self.desk.signed_in(call.caller) or {}, "name"),
        }

    def created(self, stored: Stored, call: Call) -> None:
        if stored.data["status"] == "open":
            stored.change(
                {
                    "ball_in_court": _first(stored.data.get("assignees")),
                    "ball_in_courts": stored.data.get("assignees", []),
                }
            )

    def recycle_bin(self, call: Call) -> Response:
        return super().recycle_bin(call)


def _name_assignees(record: Record, sent: Record, required: Json, call: Call) -> None:
    if "assignee_ids" in sent:
        record["assignee"] = _first(record.get("assignees"))
    if required is None:
        return
    people = records_in(record.get("assignees"))
    wanted = required if is_list(required) else []
    if any(number not in {person.get("id") for person in people} for number in wanted):
        raise invalid(call.action.invalid, [Problem("required_assignee_ids", "must be among the assignees")])
    record["assignees"] = [person | {"response_required": person.get("id") in wanted} for person in people]


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
