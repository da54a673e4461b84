"""Manpower and construction report logs: who worked, for whom, and how long."""

from __future__ import annotations

import re
from decimal import Decimal

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.daily.logs import DailyLogs
from procore_mcp.simulator.resources.desk import short_person
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept

_HOURS = re.compile(r"\d+(\.\d+)?")
_CONTACT = (
    "id", "business_phone", "business_phone_extension", "email", "fax_number", "job_title", "login_information_id",
    "mobile_phone", "name", "vendor_name",
)  # fmt: skip


class ForVendors(DailyLogs):
    """Logs that are written for a firm offer the project's firms to choose from."""

    def answer_for(self, action: Action) -> Answer:
        return self._vendors if action.verb == "list_vendors" else super().answer_for(action)

    def _vendors(self, call: Call) -> Response:
        firms = self.desk.store.owned("vendors", "_project_ids", call.number("project_id"))
        choices: list[Json] = [{"id": firm.id, "name": firm.data.get("name")} for firm in firms]
        return self.presenting.values(choices, call)


class ManpowerLogs(ForVendors):
    """A crew's hours are its workers times the hours of each; it is a firm's or a person's, as its contact is."""

    def answer_for(self, action: Action) -> Answer:
        return self._totals if action.verb == "totals" else super().answer_for(action)

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if not _HOURS.fullmatch(str(record.get("num_hours") or 0)):
            raise invalid(call.action.invalid, [Problem("num_hours", "is not a number")])
        if (number := number_of(call.sent, "contact_id")) != 0:
            record |= self._worked(number, call)
        record["man_hours"] = str(_hours(record))

    def _worked(self, number: int, call: Call) -> Record:
        """The contact with that id, which is the id of a person or of a firm. Raises Refusal for neither."""
        for collection, member in (("users", "user"), ("vendors", "vendor")):
            found = self.desk.store.find(collection, number)
            if found and call.number("project_id") in values_at(found.data, ["_project_ids"]):
                worked: Record = {"user": None, "vendor": None, "contact": _contact(found.data)}
                worked[member] = _short(found.data, member)
                return worked
        raise invalid(call.action.invalid, [Problem("contact_id", "does not exist in this project")])

    def _totals(self, call: Call) -> Response:
        parameters = filtering(call.action, call.query)
        logs = [row.data for row in self.chosen(call) if is_kept(row.data, parameters, call.query)]
        workers = sum(number_of(log, "num_workers") for log in logs)
        hours = float(sum((_hours(log) for log in logs), Decimal(0)))
        return self.presenting.value({"total_workers": workers, "total_man_hours": hours}, call)


def _hours(log: Record) -> Decimal:
    each = log.get("num_hours")
    return number_of(log, "num_workers") * Decimal(str(each)) if each else Decimal("0.0")


def _short(contact: Record, member: str) -> Record:
    return short_person(contact) if member == "user" else {"id": contact["id"], "name": contact.get("name")}


def _contact(contact: Record) -> Record:
    firm = contact.get("vendor")
    facts: Record = {"email": contact.get("email_address"), "vendor_name": contact.get("name")}
    if is_record(firm):
        facts |= {"login_information_id": contact["id"], "vendor_name": firm.get("name")}
    return {name: facts.get(name, contact.get(name)) for name in _CONTACT}
