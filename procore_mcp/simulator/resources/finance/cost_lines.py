"""Every line that costs something, by its budget code: what the budget compares itself with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from procore_mcp.simulator.json_types import Json, Record, is_record, number_of
from procore_mcp.simulator.money import amount_of
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.finance.ledger import PRIME, contract_of

_COMMITTED = frozenset({"Approved", "Complete", "Partially Received", "Received", "Closed"})
_GONE = frozenset({"Void", "Terminated", "void", "rejected", "no_charge", "not_proceeding"})


@dataclass(frozen=True, slots=True)
class CostLine:
    """`kind` is commitment, commitment_change, owner_change or direct_cost; `counts` when it is agreed."""

    kind: str
    line: Record
    holder: Record
    counts: bool

    @property
    def code_id(self) -> int:
        code = self.line["wbs_code"]
        return number_of(code, "id") if is_record(code) else 0

    @property
    def amount(self) -> Decimal:
        return amount_of(self.line["amount"])

    @property
    def vendor(self) -> Json:
        vendor = self.holder.get("vendor")
        return {"id": vendor["id"], "name": vendor.get("name", vendor.get("company"))} if is_record(vendor) else None


def cost_lines(desk: Desk, project: int) -> Iterator[CostLine]:
    store = desk.store
    for row in store.owned("commitment_line_items", "_project_id", project):
        contract = contract_of(store, number_of(row.data, "_contract_id"))
        if contract is not None and contract.data["status"] not in _GONE:
            yield CostLine("commitment", row.data, contract.data, contract.data["status"] in _COMMITTED)
    for row in store.owned("potential_change_order_line_items", "_project_id", project):
        order = store.find("potential_change_orders", number_of(row.data, "_potential_change_order_id"))
        if order is not None and order.data["status"] not in _GONE:
            owners = store.find(PRIME, number_of(order.data, "_contract_id")) is not None
            kind = "owner_change" if owners else "commitment_change"
            yield CostLine(kind, row.data, order.data, order.data["status"] == "approved")
    for row in store.owned("direct_cost_line_items", "_project_id", project):
        cost = store.find("direct_costs", number_of(row.data, "_direct_cost_id"))
        if cost is not None:
            yield CostLine("direct_cost", row.data, cost.data, cost.data["status"] == "approved")
