"""Contracts with the owner, with subcontractors and with suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.finance.deleted import WithDeleted
from procore_mcp.simulator.resources.finance.ledger import (
    CONTRACTS,
    ORDERS,
    PACKAGES,
    PRIME,
    contract_of,
    totals,
    under,
)
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_CHANGE: tuple[str, ...] = (
    *("id", "contract_id", "created_at", "deleted_at", "due_date", "invoiced_date", "number", "origin_code"),
    *("origin_data", "origin_id", "paid_date", "reviewed_at", "signed_change_order_received_date", "status", "title"),
    *("updated_at", "currency_configuration", "grand_total"),
)
_PAYMENT: tuple[str, ...] = (
    *("id", "amount", "check_number", "created_at", "date", "draw_request_number", "invoice_number", "notes"),
    *("payment_number", "attachments", "origin_id", "origin_data", "currency_configuration"),
)
_PARTS = {
    "change_order_packages": (PACKAGES, _CHANGE),
    "change_order_requests": ("change_order_requests", _CHANGE),
    "potential_change_orders": (ORDERS, _CHANGE),
}


class Contract(WithDeleted):
    """Adds up what a contract comes to; one that is shown alone carries its parts."""

    payments = "payments_issued"

    def present(self, record: Record, call: Call) -> Record:
        collection = _kept_in(record)
        sums = totals(self.desk, number_of(record, "id"), CONTRACTS[collection])
        record = record | (sums.of_prime() if collection == PRIME else sums.of_commitment())
        return record | self._parts(record, CONTRACTS[collection]) if call.action.verb in {"show", "first"} else record

    def _parts(self, record: Record, lines: str) -> Record:
        number = number_of(record, "id")
        parts: Record = {"line_items": [*under(self.desk, lines, number)]}
        for name, (collection, keys) in _PARTS.items():
            parts[name] = [_only(change, keys) for change in under(self.desk, collection, number)]
        paid = under(self.desk, "contract_payments", number)
        parts[self.payments] = [_only(payment, _PAYMENT) for payment in paid]
        return parts


class CommitmentContracts(Contract):
    """Subcontracts and purchase orders together."""

    def rows(self, call: Call) -> Iterable[Stored]:
        project = call.project.id if call.project else 0
        kinds = [name for name in CONTRACTS if name != PRIME]
        return [row for name in kinds for row in self.desk.store.owned(name, "_project_id", project)]

    def found(self, call: Call, *, recycled: bool = False) -> Stored:
        del recycled
        row = next((row for row in self.rows(call) if row.id == call.number("id")), None)
        if row is None:
            raise invisible()
        return row

    def present(self, record: Record, call: Call) -> Record:
        return _second_version(super().present(record, call), call) | {"type": record["_type"]}


class PrimeContracts(Contract):
    """Version 1 knows the first of the project, version 2 lists them."""

    payments = "payments_received"

    def answer_for(self, action: Action) -> Answer:
        return self._first if action.verb == "first" else super().answer_for(action)

    def _first(self, call: Call) -> Response:
        row = next(iter(self.rows(call)), None)
        if row is None:
            raise invisible()
        return self.presenting.one(row, call)

    def present(self, record: Record, call: Call) -> Record:
        shown = super().present(record, call)
        return _second_version(shown, call) if call.action.version.startswith("v2") else shown


class ContractLines(Resource):
    """Line items as version 2 lists them."""

    def owner(self, call: Call) -> Stored:
        parent = self.contract.parent
        assert parent is not None  # noqa: S101  the contracts of both resources name one
        found = contract_of(self.desk.store, call.number(parent.parameter))
        project = call.project.id if call.project else 0
        if found is None or found.data["_project_id"] != project or self.collection != CONTRACTS[_kept_in(found.data)]:
            raise invisible()
        return found

    def present(self, record: Record, call: Call) -> Record:
        del call
        code = record["wbs_code"]
        same = (
            "id",
            "description",
            "uom",
            "unit_cost",
            "amount",
            "extended_type",
            "tax_code_id",
            "position",
            "wbs_code",
        )
        code_id = code["id"] if isinstance(code, dict) else None
        return _only(record, same) | {"quantity": float(str(record["quantity"])), "wbs_code_id": code_id}


def _kept_in(record: Record) -> str:
    kinds: Mapping[object, str] = {
        "WorkOrderContract": "work_order_contracts",
        "PurchaseOrderContract": "purchase_order_contracts",
    }
    return kinds.get(record.get("_type"), PRIME)


def _second_version(record: Record, call: Call) -> Record:
    """Without totals unless the extended view is asked for."""
    if call.query.text("view") == "extended":
        return record
    return {name: value for name, value in record.items() if name not in _TOTALS}


_TOTALS = frozenset(
    {
        *("approved_change_orders", "draft_change_orders_amount", "line_items_extended_total", "line_items_total"),
        *("outstanding_balance", "owner_invoices_amount", "pending_change_orders", "pending_change_orders_amount"),
        *("pending_revised_contract", "pending_revised_contract_amount", "percentage_paid", "total_payments"),
        *("remaining_balance_outstanding", "total_draw_requests_amount", "total_requisitions_amount"),
    }
)


def _only(record: Record, names: Iterable[str]) -> Record:
    return {name: record[name] for name in names if name in record}
