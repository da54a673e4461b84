"""Payments on a contract, whichever kind it is."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.finance.ledger import contract_of, refresh
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class UnderContract(Resource):
    """What lives under a prime contract, a subcontract or a purchase order; the contract is added up anew."""

    def owner(self, call: Call) -> Stored:
        found = contract_of(self.desk.store, call.number("contract_id"))
        if found is None or call.project is None or found.data["_project_id"] != call.project.id:
            raise invisible()
        return found

    def started(self, call: Call) -> Record:
        owner = self.owner(call)
        own: Record = {"contract_id": owner.id, "currency_configuration": {"currency_iso_code": "USD"}}
        return super().started(call) | own

    def created(self, stored: Stored, call: Call) -> None:
        super().created(stored, call)
        refresh(self.desk, number_of(stored.data, "_contract_id"))

    def update(self, call: Call) -> Response:
        answer = super().update(call)
        refresh(self.desk, self.owner(call).id)
        return answer


class ContractPayments(UnderContract):
    """Numbered in the order in which they were made."""

    def started(self, call: Call) -> Record:
        project = call.project.id if call.project else None
        number = len(list(self.rows(call))) + 1
        return super().started(call) | {"project_id": project, "payment_number": number, "status": "initiated"}

    def delete(self, call: Call) -> Response:
        answer = super().delete(call)
        refresh(self.desk, self.owner(call).id)
        return answer
