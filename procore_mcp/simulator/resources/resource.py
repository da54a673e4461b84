"""What every resource does unless it says otherwise: besides reading, create, update, recycle, retrieve, delete."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action, Contract
from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.attaching import UPLOADS, attached
from procore_mcp.simulator.resources.blank import blank_like
from procore_mcp.simulator.resources.custom_fields import set_custom_field
from procore_mcp.simulator.resources.desk import Desk, person_shown
from procore_mcp.simulator.resources.reading import Reading
from procore_mcp.simulator.resources.references import References
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

Answer: TypeAlias = Callable[[Call], Response]

_EMPTY: tuple[Json, ...] = (None, "", [], {})


class Resource(Reading):
    """One resource of the simulated Procore; subclasses change a step, never the order of steps."""

    def __init__(self, contract: Contract, desk: Desk) -> None:
        super().__init__(contract, desk)
        self.references = References(contract, desk, self.person_form)

    def answers(self) -> Mapping[str, Answer]:
        """The function for each verb of the contract."""
        return {action.verb: self.answer_for(action) for action in self.contract.actions}

    def answer_for(self, action: Action) -> Answer:
        verb = action.verb
        if action.people:
            return self.people
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

    def create(self, call: Call) -> Response:
        return self.presenting.one(self.made(call), call)

    def made(self, call: Call) -> Stored:
        """A new record of what was sent. Raises Refusal."""
        blank = blank_like(self.desk.store.sample(self.collection))
        started = _fitting(self.started(call), blank)
        record = {"id": self.desk.store.new_id()} | (blank or dict.fromkeys(call.sent)) | started
        self.apply(record, call)
        self.complete(record, call)
        stored = self.desk.store.insert(self.collection, record)
        self.created(stored, call)
        return stored

    def update(self, call: Call) -> Response:
        stored = self.found(call)
        self.alter(stored, call)
        return self.presenting.one(stored, call)

    def alter(self, stored: Stored, call: Call) -> None:
        """Changes a record to what was sent. Raises Refusal before anything is changed."""
        changed = dict(stored.data)
        self.apply(changed, call)
        self.complete(changed, call)
        self.changed(stored, changed, call)
        stored.change(changed | _fitting({"updated_at": stamp(self.desk.clock())}, changed))

    def recycle(self, call: Call) -> Response:
        stored = self.found(call)
        stored.change({"_recycled": True, "updated_at": stamp(self.desk.clock())})
        return self.presenting.one(stored, call)

    def retrieve(self, call: Call) -> Response:
        stored = self.found(call, recycled=True)
        stored.change({"_recycled": False, "updated_at": stamp(self.desk.clock())})
        return self.presenting.one(stored, call)

    def delete(self, call: Call) -> Response:
        """Removes for good, or to the bin where the contract says so."""
        stored = self.found(call)
        if call.action.recycles:
            now = stamp(self.desk.clock())
            stored.change({"_recycled": True} | _fitting({"deleted_at": now, "updated_at": now}, stored.data))
        else:
            self.desk.store.remove(self.collection, stored)
        return Response(status_code=call.action.status)

    def person_form(self, user: Record) -> Record:
        """How this resource shows a person that it refers to."""
        return person_shown(user, self.contract.person)

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
        """Writes what was sent into a record. Raises Refusal for references to nothing.

        What a record never shows, such as `image_ids`, is taken and forgotten.
        """
        sent = dict(call.sent)
        if UPLOADS in sent and "attachments" in record:
            record["attachments"] = attached(record["attachments"], sent[UPLOADS], call, self.desk)
        record |= self.references.resolve(sent, call)
        for name, value in sent.items():
            if name.startswith("custom_field_"):
                set_custom_field(record, name, value)
            elif name in record:
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
