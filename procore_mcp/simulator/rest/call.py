"""One request after all checks that every action has in common."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.rest.body import Sent
from procore_mcp.simulator.rest.query import Query
from procore_mcp.simulator.store import Stored


@dataclass(frozen=True, slots=True)
class Call:
    """Who asks for what. `project` is there whenever the contract's scope is a project; `company` whenever the
    header named one that the caller belongs to. `idempotency_token` is empty when the request had none.
    """

    action: Action
    path: dict[str, str]
    query: Query
    sent: Sent
    caller: Caller
    company: Stored | None
    project: Stored | None
    url_path: str
    idempotency_token: str = ""

    def number(self, name: str) -> int:
        """The id of that name, wherever it travels; 0, which no record has, when it is no number."""
        place = self.action.place_of(name)
        if place == "path":
            return whole_number(self.path[name]) or 0
        if place == "query":
            return self.query.number(name) or 0
        value = self.sent.beside.get(name)
        return value if isinstance(value, int) else 0

    def sees(self, stored: Stored) -> bool:
        """Whether the record is shown to this caller; an app that signs in as itself sees everything."""
        visible_to = stored.data.get("_visible_to")
        if not isinstance(visible_to, list) or self.caller.person_id is None:
            return True
        return self.caller.person_id in visible_to
