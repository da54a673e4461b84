"""Which events a hook is told of, one by one or many at once."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, records_in, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.resources.webhooks.scopes import OfHook
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored
from procore_mcp.simulator.webhooks.names import resource_names

_MOST = 500
_PARTLY = 207


class Triggers(OfHook):
    """A hook counts its triggers."""

    collection = "webhook_triggers"

    def answer_for(self, action: Action) -> Answer:
        many = {"create_many": self.create_many, "delete_many": self.delete_many}
        return many.get(action.verb) or super().answer_for(action)

    def create(self, call: Call) -> Response:
        if problem := self._problem(call.sent, call):
            raise invalid(call.action.invalid, [problem])
        return self.presenting.one(self._added(call.sent, call), call)

    def create_many(self, call: Call) -> Response:
        """201, or 207 with what could not be created beside what was."""
        self.owner(call)
        wanted = records_in(_few(call.sent.get("triggers")))
        problems = [self._problem(item, call) for item in wanted]
        made = [self._added(item, call) for item, problem in zip(wanted, problems, strict=True) if problem is None]
        shown: list[Json] = [self.presenting.shown(trigger, call) for trigger in made]
        failed: list[Json] = [
            {"index": index, "source": problem.source, "message": problem.message}
            for index, problem in enumerate(problems)
            if problem
        ]
        if failed:
            return self._told(_partly(shown, failed), failed, call)
        return self._told(shown, failed, call)

    def delete(self, call: Call) -> Response:
        answer = super().delete(call)
        self._recount(call)
        return answer

    def delete_many(self, call: Call) -> Response:
        """200, or 207 with the ids of which there is no trigger."""
        hook = self.owner(call)
        rows = {str(row.id): row for row in self.desk.store.owned(self.collection, "_hook_id", hook.id)}
        asked = dict.fromkeys(_few(call.sent.get("trigger_ids")))
        found = [number for number in asked if isinstance(number, str) and number in rows]
        for number in found:
            self.desk.store.remove(self.collection, rows[number])
        self._recount(call)
        failed: list[Json] = [number for number in asked if number not in rows]
        told = _partly(list[Json](found), failed)
        return self._told(told if failed else {"succeeded": told["succeeded"]}, failed, call)

    def _told(self, value: Json, failed: list[Json], call: Call) -> Response:
        answer = self.presenting.value(value, call)
        answer.status_code = _PARTLY if failed else call.action.status
        return answer

    def _added(self, wanted: Record, call: Call) -> Stored:
        hook = self.owner(call)
        record: Record = {
            "id": self.desk.store.new_id(),
            "webhook_hook_id": hook.id,
            "resource_name": wanted["resource_name"],
            "event_type": wanted["event_type"],
            "company_id": hook.data.get("company_id"),
            "project_id": hook.data.get("project_id"),
            "_hook_id": hook.id,
            "_company_id": hook.data.get("_company_id"),
            "_project_id": hook.data.get("_project_id"),
        }
        trigger = self.desk.store.insert(self.collection, record)
        self._recount(call)
        return trigger

    def _recount(self, call: Call) -> None:
        hook = self.owner(call)
        count = len([*self.desk.store.owned(self.collection, "_hook_id", hook.id)])
        hook.change({"trigger_count": count})

    def _problem(self, wanted: Record, call: Call) -> Problem | None:
        known = resource_names().get(text_of(wanted, "resource_name"))
        hears_projects = call.project is not None or self.desk.settings.webhooks_of_projects
        if known is None or (known.level == "project" and not hears_projects):
            return Problem("resource_name", "is not included in the list; see webhooks/resources")
        if call.project is not None and known.level == "company":
            return Problem("resource_name", "belongs to the company; create the hook there")
        if text_of(wanted, "event_type") not in known.events:
            return Problem("event_type", f"must be one of: {', '.join(known.events)}")
        return None


def _partly(succeeded: list[Json], failed: list[Json]) -> Record:
    return {"succeeded": succeeded, "failed": failed}


def _few(items: Json) -> list[Json]:
    """Raises Refusal 413 for more than one call may bring."""
    found = items if is_list(items) else []
    if len(found) > _MOST:
        raise Refusal(413, f"At most {_MOST} triggers can be changed at once.")
    return found
