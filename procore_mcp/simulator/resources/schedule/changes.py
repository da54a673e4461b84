"""Changes that people ask for in the schedule, and what becomes of them."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in, text_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.resources.schedule.colors import color
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_TASKS = "tasks"
_DATE = 10  # characters of a date
_PENDING = "pending"
_REVIEWED = ("id", "requested_by", "change_requested", "reason", "status", "status_not_localized", "notes")
_NAMES = {"start": "Start", "finish": "Finish", "percentage": "Percentage"}


class RequestedChanges(Resource):
    """Asked for on a task; an approved one changes it, and the task is pending as long as one waits."""

    def answer_for(self, action: Action) -> Answer:
        return self._review if action.verb == "review" else super().answer_for(action)

    def list(self, call: Call) -> Response:
        """The latest first."""
        return self.listed(sorted(self.rows(call), key=lambda row: str(row.data["created_at"]), reverse=True), call)

    def started(self, call: Call) -> Record:
        task, wanted = self._task(call), call.sent.get("task")
        asked: Record = wanted if is_record(wanted) else {}
        own: Record = {"status": "Pending", "status_not_localized": _PENDING, "_task_id": task.id}
        for name, old in _values(task.data).items():
            new = asked.get(name)
            own |= {f"old_{name}": old, f"new_{name}": old if new is None else new}
        other, reason = text_of(call.sent, "other_change"), text_of(call.sent, "change_reason")
        said = [f"{_NAMES[name]}: {value}" for name, value in asked.items()] + (
            [f"Other change: {other}"] if other else []
        )
        words: Record = {
            "change_requested": f"<ul>{''.join(f'<li>{line}</li>' for line in said)}</ul>",
            "reason": f"<p>{reason}</p>" if reason else None,
        }
        today: Record = {"created_at": stamp(self.desk.clock())[:_DATE]}
        return super().started(call) | own | words | today

    def created(self, stored: Stored, call: Call) -> None:
        del stored
        self._task(call).change({"pending": True})

    def _task(self, call: Call) -> Stored:
        found = self.desk.store.find(_TASKS, call.number("task_id"))
        if found is None or number_of(found.data, "_project_id") != call.number("project_id"):
            raise invisible()
        return found

    def _review(self, call: Call) -> Response:
        reviews = records_in(call.sent.get("requested_changes"))
        rows = [self.desk.store.find(self.collection, number_of(review, "id")) for review in reviews]
        known = [row for row in rows if row is not None and self.holds(row, call)]
        if len(known) != len(reviews):
            raise invisible()
        for row, review in zip(known, reviews, strict=True):
            if row.data["status_not_localized"] == _PENDING:
                self._settle(row, review)
        shown: Json = [self._reviewed(row.data) for row in known]
        return self.presenting.value(shown, call)

    def _settle(self, row: Stored, review: Record) -> None:
        status = "approved" if review.get("approved") is True else "rejected"
        row.change({"status": status.capitalize(), "status_not_localized": status})
        if reason := text_of(review, "disposition_reason"):
            row.change({"notes": reason})
        task = self.desk.store.find(_TASKS, number_of(row.data, "_task_id"))
        if task is None:
            return
        others = self.desk.store.owned(self.collection, "_task_id", task.id)
        waiting = any(other.data["status_not_localized"] == _PENDING for other in others)
        task.change({"pending": waiting} | (_moved(task.data, row.data) if status == "approved" else {}))

    def _reviewed(self, change: Record) -> Record:
        by = change.get("created_by")
        who = text_of(by, "name") if is_record(by) else ""
        facts = change | {"requested_by": f"{who} on {change['created_at']}"}
        return {name: facts.get(name) for name in _REVIEWED}


def _values(task: Record) -> Record:
    """What of a task can be asked to change, as requests show it."""
    return {
        "start": text_of(task, "start_datetime")[:_DATE],
        "finish": text_of(task, "finish_datetime")[:_DATE],
        "percentage": task.get("percentage"),
    }


def _moved(task: Record, change: Record) -> Record:
    """The task's new values: new days at the old hours."""
    done = number_of(change, "new_percentage")
    return {
        "start_datetime": text_of(change, "new_start") + text_of(task, "start_datetime")[_DATE:],
        "finish_datetime": text_of(change, "new_finish") + text_of(task, "finish_datetime")[_DATE:],
        "percentage": done,
        "color": color(done, critical=task.get("critical_path") is True),
    }
