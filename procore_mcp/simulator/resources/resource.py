"""What every resource does unless it says otherwise: list, show, create, update, recycle, retrieve, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action, Contract
from procore_mcp.simulator.json_types import Json, Record, number_of
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.blank import blank_like
from procore_mcp.simulator.resources.desk import Desk, short_person
from procore_mcp.simulator.resources.presenting import Presenting
from procore_mcp.simulator.resources.references import References
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.rest.sorting import in_order
from procore_mcp.simulator.store import Stored

Answer: TypeAlias = Callable[[Call], Response]

_EMPTY: tuple[Json, ...] = (None, "", [], {})


class Resource:
    """One resource of the simulated Procore; subclasses change a step, never the order of steps."""

    collection: str = ""

    def __init__(self, contract: Contract, desk: Desk) -> None:
        self.contract = contract
        self.desk = desk
        self.collection = type(self).collection or contract.name
        self.references = References(contract, desk, self.person_form)
        self.presenting = Presenting(self.present, desk)

    def answers(self) -> Mapping[str, Answer]:
        """The function for each verb of the contract."""
        return {action.verb: self.answer_for(action) for action in self.contract.actions}

    def answer_for(self, action: Action) -> Answer:
        verb = action.verb
        plain = {
            "list": self.list,
            "show": self.show,
            "create": self.create,
            "update": self.update,
            "recycle": self.recycle,
            "retrieve": self.retrieve,
            "recycle_bin": self.recycle_bin,
            "delete": self.delete,
        }
        return plain.get(verb) or plain[verb.split("_v")[0]]

    def list(self, call: Call) -> Response:
        rows = [row for row in self.rows(call) if not row.recycled]
        return self.listed(rows, call)

    def show(self, call: Call) -> Response:
        return self.presenting.one(self.found(call), call)

    def create(self, call: Call) -> Response:
        blank = blank_like(self.desk.store.all(self.collection))
        record = {"id": self.desk.store.new_id()} | blank | _fitting(self.started(call), blank)
        self.apply(record, call)
        self.complete(record, call)
        stored = self.desk.store.insert(self.collection, record)
        self.created(stored, call)
        return self.presenting.one(stored, call)

    def update(self, call: Call) -> Response:
        stored = self.found(call)
        changed = dict(stored.data)
        self.apply(changed, call)
        self.complete(changed, call)
        self.changed(stored, changed, call)
        stored.change(changed | _fitting({"updated_at": stamp(self.desk.clock())}, changed))
        return self.presenting.one(stored, call)

    def recycle(self, call: Call) -> Response:
        stored = self.found(call)
        stored.change({"_recycled": True, "updated_at": stamp(self.desk.clock())})
        return self.presenting.one(stored, call)

    def retrieve(self, call: Call) -> Response:
        stored = self.found(call, recycled=True)
        stored.change({"_recycled": False, "updated_at": stamp(self.desk.clock())})
        return self.presenting.one(stored, call)

    def recycle_bin(self, call: Call) -> Response:
        return self.listed([row for row in self.rows(call) if row.recycled], call)

    def delete(self, call: Call) -> Response:
        self.desk.store.remove(self.collection, self.found(call))
        return Response(status_code=call.action.status)

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
        if row is None or row.recycled is not recycled or not call.sees(row) or not self.holds(row, call):
            raise invisible()
        return row

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

    def person_form(self, user: Record) -> Record:
        """How this resource shows a person that it refers to."""
        return short_person(user)

    def started(self, call: Call) -> Record:
        """What a new record has before anything that was sent."""
        now = stamp(self.desk.clock())
        owner: Record = {"_company_id": call.company.id if call.company else None}
        if call.project is not None:
            owner["_project_id"] = call.project.id
        if self.contract.parent:
            owner[self.contract.parent.key] = self.owner(call).id
        dates: Record = {"created_at": now, "updated_at": now}
        return {**owner, **dates, "created_by": self.desk.signed_in(call.caller)}

    def apply(self, record: Record, call: Call) -> None:
        """Writes what was sent into a record. Raises Refusal for references to nothing."""
        sent = dict(call.sent)
        record |= self.references.resolve(sent, call)
        for name, value in sent.items():
            if name.startswith("custom_field_"):
                _set_custom(record, name, value)
            elif name not in self.contract.refers or name in record:
                record[name] = value

    def complete(self, record: Record, call: Call) -> None:
        """Checks the whole record. Raises Refusal where a field that the company requires is empty."""
        if not (call.query.flag("run_configurable_validations") or call.sent.validates):
            return
        wanted = self.desk.settings.configured_required.get(self.contract.name, ())
        members = {name: self.contract.refers.get(name, (name, ""))[0] for name in wanted}
        empty = [name for name, member in members.items() if record.get(member) in _EMPTY]
        if empty:
            raise invalid(call.action.invalid, [Problem(name, "can't be blank", "BLANK") for name in empty])

    def created(self, stored: Stored, call: Call) -> None:
        """What else happens when a record comes to be."""

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        """What else happens when a record is about to change; `stored` still has the values before."""


def _fitting(started: Record, siblings: Record) -> Record:
    """Only what the siblings show too, and bookkeeping; everything where there are no siblings yet."""
    return {name: value for name, value in started.items() if name in siblings or name[0] == "_" or not siblings}


def _is_reachable(row: Stored, call: Call) -> bool:
    if call.project is not None:
        return row.data.get("_project_id") == call.project.id
    return call.company is not None and number_of(row.data, "_company_id") == call.company.id


def _set_custom(record: Record, name: str, value: Json) -> None:
    fields = record.get("custom_fields")
    shown: Record = dict(fields) if isinstance(fields, dict) else {}
    shown[name] = {"data_type": "string", "value": value}
    record["custom_fields"] = shown
