"""Many records at once: each is created or updated by itself, and the answer is 200 whatever came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, number_of, records_in
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.body import Sent
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_MOST = 1_000


class Syncing(Resource):
    """Answers the verb `sync`: an `id` or else an `origin_id` finds what to update, anything else is new."""

    def answer_for(self, action: Action) -> Answer:
        return self.sync if action.verb == "sync" else super().answer_for(action)

    def sync(self, call: Call) -> Response:
        updates = records_in(call.sent.get("updates"))
        if len(updates) > _MOST:
            raise Refusal(413, f"At most {_MOST} updates are taken at once.")
        entities: list[Json] = []
        errors: list[Json] = []
        for update in updates:
            try:
                entities.append(self.presenting.shown(self._synced(update, call), call))
            except Refusal as refusal:
                errors.append({**update, "errors": _by_field(refusal.problems)})
        if self.desk.settings.sync_order == "reversed":
            entities.reverse()
        return self.presenting.value({"entities": entities, "errors": errors}, call)

    def _synced(self, update: Record, call: Call) -> Stored:
        sent = Sent({name: value for name, value in update.items() if name != "id"})
        sent.beside = call.sent.beside
        one = replace(call, sent=sent)
        known = self.known(update, call)
        if known is None:
            return self.made(one)
        self.alter(known, one)
        return known

    def known(self, update: Record, call: Call) -> Stored | None:
        """The record that an update is about, None for a new one. Raises Refusal for an id that nothing has."""
        rows = [row for row in self.rows(call) if not row.recycled]
        if update.get("id") is not None:
            found = next((row for row in rows if row.id == number_of(update, "id")), None)
            if found is None:
                raise invalid(call.action.invalid, [Problem("id", "Entity with this ID not found")])
            return found
        origin = update.get("origin_id")
        return next((row for row in rows if origin is not None and row.data.get("origin_id") == origin), None)


def _by_field(problems: Iterable[Problem]) -> Record:
    found: Record = {}
    for problem in problems:
        found[problem.source] = [problem.message]
    return found
