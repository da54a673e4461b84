"""Finding and showing the records of a resource."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.contracts import Contract
from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.desk import Desk, person_shown
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.rest.sorting import in_order
from procore_mcp.simulator.store import Stored


class Reading:
    """The half of a resource that changes nothing; subclasses change a step, never the order of steps."""

    collection: str = ""

    def __init__(self, contract: Contract, desk: Desk) -> None:
        self.contract = contract
        self.desk = desk
        self.collection = type(self).collection or contract.name
        self.presenting = Presenting(self.present, desk)

    def list(self, call: Call) -> Response:
        rows = [row for row in self.rows(call) if not row.recycled]
        return self.listed(rows, call)

    def show(self, call: Call) -> Response:
        return self.presenting.one(self.found(call), call)

    def recycle_bin(self, call: Call) -> Response:
        return self.listed([row for row in self.rows(call) if row.recycled], call)

    def people(self, call: Call) -> Response:
        """The people of the project whom the action lists, as it shows them."""
        wanted = call.action.people
        assert wanted is not None and call.project is not None  # noqa: S101, PT018  only such actions come here
        users = self.desk.store.owned("users", "_project_ids", call.project.id)
        staff = [user for user in users if wanted.who == "everyone" or user.data.get("is_employee") is True]
        parameters = filtering(call.action, call.query)
        kept = [user for user in staff if is_kept(user.data, parameters, call.query)]
        rows = in_order(kept, call.action, call.query)
        return self.presenting.values([person_shown(user.data, wanted.shown) for user in rows], call)

    def nothing(self, call: Call) -> Response:
        """The empty list of any listing action."""
        return self.presenting.many([], call)

    def rows(self, call: Call) -> Iterable[Stored]:
        """The records among which an action looks."""
        if self.contract.parent:
            parent = self.contract.parent
            return self.desk.store.owned(self.collection, parent.key, self.owner(call).id)
        if call.project is not None:
            return self.desk.store.owned(self.collection, "_project_id", call.project.id)
        return self.desk.store.owned(self.collection, "_company_id", call.company.id if call.company else 0)

    def owner(self, call: Call) -> Stored:
        """The record that this one lives under. Raises Refusal 404."""
        parent = self.contract.parent
        assert parent is not None  # noqa: S101  only asked where the contract names one
        found = self.desk.store.find(parent.collection, call.number(parent.parameter))
        if found is None or not _is_reachable(found, call) or found.recycled:
            raise invisible()
        return found

    def found(self, call: Call, *, recycled: bool = False) -> Stored:
        """The record that the path names. Raises Refusal 404 for what is absent, invisible or in the bin."""
        number = call.number("id")
        row = self.desk.store.find(self.collection, number)
        if (
            row is None
            or not self._is_where(row, call, recycled=recycled)
            or not call.sees(row)
            or not self.holds(row, call)
        ):
            raise invisible()
        return row

    def _is_where(self, row: Stored, call: Call, *, recycled: bool) -> bool:
        """In the bin or not, as asked; the settings may let one that is in the bin be shown like any other."""
        shows_all = self.desk.settings.show_recycled and call.action.verb == "show"
        return row.recycled is recycled or (shows_all and not recycled)

    def holds(self, row: Stored, call: Call) -> bool:
        """Whether the record lives where the request looks for it."""
        if self.contract.parent:
            return row.data.get(self.contract.parent.key) == self.owner(call).id
        return _is_reachable(row, call)

    def listed(self, rows: Iterable[Stored], call: Call) -> Response:
        """Visible, filtered, sorted, cut and shown."""
        parameters = filtering(call.action, call.query)
        custom = [name for name in call.query.values if call.action.query[name].custom]
        kept = [
            row
            for row in rows
            if call.sees(row)
            and is_kept(row.data, parameters, call.query)
            and all(self.keeps(name, row, call) for name in custom)
        ]
        return self.presenting.many(in_order(kept, call.action, call.query), call)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        """What a parameter with a meaning of its own does to a list; most do nothing to it."""
        del name, row, call
        return True

    def present(self, record: Record, call: Call) -> Record:
        """The record as this action shows it, before links and versions are seen to."""
        del call
        return record


def _is_reachable(row: Stored, call: Call) -> bool:
    if call.project is not None:
        return row.data.get("_project_id") == call.project.id
    return call.company is not None and number_of(row.data, "_company_id") == call.company.id
