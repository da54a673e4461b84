"""What a contract comes to: its line items, the change orders by their status, and what was paid."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.money import NOTHING, money, percent, summed
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.store import Store, Stored

CONTRACTS = {
    "prime_contracts": "prime_contract_line_items",
    "work_order_contracts": "commitment_line_items",
    "purchase_order_contracts": "commitment_line_items",
}
PRIME, PACKAGES, ORDERS = "prime_contracts", "change_order_packages", "potential_change_orders"
_OWNER = "_contract_id"
_PENDING = frozenset({"not_pricing", "pricing", "pending", "revised", "proceeding", "pending_billable"})


@dataclass(frozen=True, slots=True)
class Totals:
    original: Decimal
    approved: Decimal
    pending: Decimal
    draft: Decimal
    paid: Decimal

    def of_commitment(self) -> Record:
        """Under the names that subcontracts and purchase orders use."""
        revised = self.original + self.approved
        return {
            "approved_change_orders": money(self.approved),
            "draft_change_orders_amount": money(self.draft),
            "grand_total": money(self.original),
            "pending_change_orders": money(self.pending),
            "pending_revised_contract": money(revised + self.pending),
            "percentage_paid": percent(self.paid, revised),
            "remaining_balance_outstanding": money(revised - self.paid),
            "revised_contract": money(revised),
            "total_draw_requests_amount": money(self.paid),
            "total_payments": money(self.paid),
            "total_requisitions_amount": money(self.paid),
        }

    def of_prime(self) -> Record:
        """Under the names that the owner's contract uses."""
        revised = self.original + self.approved
        return {
            "approved_change_orders": money(self.approved),
            "draft_change_orders_amount": money(self.draft),
            "grand_total": money(self.original),
            "line_items_extended_total": money(self.original),
            "line_items_total": money(self.original),
            "outstanding_balance": money(revised - self.paid),
            "owner_invoices_amount": money(self.paid),
            "pending_change_orders_amount": money(self.pending),
            "pending_revised_contract_amount": money(revised + self.pending),
            "percentage_paid": percent(self.paid, revised),
            "revised_contract_amount": money(revised),
            "total_payments": money(self.paid),
        }


def contract_of(store: Store, number: int) -> Stored | None:
    """The prime contract, subcontract or purchase order of that id."""
    found = (store.find(name, number) for name in CONTRACTS)
    return next((row for row in found if row is not None), None)


def is_prime(store: Store, number: int) -> bool:
    return store.find(PRIME, number) is not None


def under(desk: Desk, collection: str, contract: int) -> list[Record]:
    """The records of a contract that are not in the bin."""
    return [row.data for row in desk.store.owned(collection, _OWNER, contract) if not row.recycled]


def totals(desk: Desk, contract: int, lines: str) -> Totals:
    """Change orders count by themselves; a package counts only where it gathers none."""
    orders = under(desk, ORDERS, contract)
    gathered = {number_of(order, "_change_order_package_id") for order in orders}
    packages = [package for package in under(desk, PACKAGES, contract) if package["id"] not in gathered]
    changes = [*orders, *packages]
    return Totals(
        original=summed(line["amount"] for line in under(desk, lines, contract)),
        approved=_with_status(changes, {"approved"}),
        pending=_with_status(changes, _PENDING),
        draft=_with_status(changes, {"draft"}),
        paid=summed(payment["amount"] for payment in under(desk, "contract_payments", contract)),
    )


def refresh(desk: Desk, contract: int) -> None:
    """Has the contract added up anew the next time it is shown."""
    found = contract_of(desk.store, contract)
    if found is not None:
        found.change({})


def _with_status(changes: Iterable[Record], statuses: Iterable[str]) -> Decimal:
    wanted = set(statuses)
    return sum((summed([change["grand_total"]]) for change in changes if change["status"] in wanted), NOTHING)
