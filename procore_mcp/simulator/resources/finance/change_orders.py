"""Change orders: packages gather requests, requests gather potential change orders; a commitment has one tier."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, number_of
from procore_mcp.simulator.money import money, summed
from procore_mcp.simulator.resources.finance.deleted import WithDeleted
from procore_mcp.simulator.resources.finance.ledger import ORDERS, PACKAGES, contract_of, is_prime, refresh, under
from procore_mcp.simulator.resources.finance.payments import UnderContract
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_REQUESTS, _LINES = "change_order_requests", "potential_change_order_line_items"
_IN_PACKAGE = "_change_order_package_id"


class ChangeOrder(UnderContract, WithDeleted):
    """What the three tiers have in common."""

    def started(self, call: Call) -> Record:
        contract = self.owner(call)
        before = [number_of(order, "position") for order in under(self.desk, self.collection, contract.id)]
        position = max(before, default=0) + 1
        creator = self.desk.signed_in(call.caller)
        own: Record = {
            "_contract_id": contract.id,
            "number": f"{position:03d}",
            "position": position,
            "revision": 0,
            "status": "draft",
            "grand_total": money(summed([])),
            "creator": creator,
            "created_by_id": creator and creator["id"],
            "currency_configuration": {"base_currency_iso_code": "USD", "currency_iso_code": "USD"},
        }
        return super().started(call) | own

    def holds(self, row: Stored, call: Call) -> bool:
        """Under the named contract, where one is named."""
        contract = call.number("contract_id")
        project = call.project.id if call.project else 0
        return row.data["_project_id"] == project and contract in (0, row.data["_contract_id"])

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        if name == "filters[not_status]":
            return row.data["status"] not in call.query.values[name]
        return True

    def update(self, call: Call) -> Response:
        stored = self.found(call)
        self.alter(stored, call)
        refresh(self.desk, number_of(stored.data, "_contract_id"))
        return self.presenting.one(stored, call)

    def pass_on(self, rows: Iterable[Stored], after: Record) -> None:
        for row in rows:
            row.change({"status": after["status"], "executed": after["status"] == "approved"})


class Packages(ChangeOrder):
    """The top tier; it shows the line items of everything that it gathers."""

    def started(self, call: Call) -> Record:
        kind = "PrimeContractChangeOrder" if is_prime(self.desk.store, self.owner(call).id) else None
        return super().started(call) | {"type": kind or "CommitmentContractChangeOrder"}

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del call
        if after["status"] == stored.data["status"]:
            return
        store, contract = self.desk.store, number_of(after, "_contract_id")
        orders = [row for row in store.owned(ORDERS, "_contract_id", contract) if row.data[_IN_PACKAGE] == stored.id]
        asked = store.owned(_REQUESTS, "_contract_id", contract)
        self.pass_on([*orders, *(row for row in asked if row.data["change_order_package_id"] == stored.id)], after)

    def present(self, record: Record, call: Call) -> Record:
        del call
        gathered = [
            order
            for order in under(self.desk, ORDERS, number_of(record, "_contract_id"))
            if order[_IN_PACKAGE] == record["id"]
        ]
        lines: list[Json] = [line for order in gathered for line in lines_of(self, number_of(order, "id"))]
        parts: Record = {"line_items": lines}
        return record | parts


class Requests(ChangeOrder):
    """The middle tier, which only the owner's contract has."""

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del call
        if after["status"] != stored.data["status"]:
            orders = self.desk.store.owned(ORDERS, "_contract_id", number_of(after, "_contract_id"))
            self.pass_on([row for row in orders if row.data["change_order_request_id"] == stored.id], after)

    def present(self, record: Record, call: Call) -> Record:
        del call
        contract = contract_of(self.desk.store, number_of(record, "contract_id"))
        package = self.desk.store.find(PACKAGES, number_of(record, "change_order_package_id"))
        shown = ("id", "number", "title", "type", "status", "vendor")
        own: Record = {
            "contract": contract and {name: contract.data[name] for name in shown if name in contract.data},
            "batch": package and {name: package.data[name] for name in ("id", "title", "number")},
        }
        return record | own


class PotentialChangeOrders(ChangeOrder):
    """The lowest tier, which holds the line items; on a commitment the package goes along."""

    def started(self, call: Call) -> Record:
        contract = self.owner(call)
        vendor = contract.data["vendor"]
        name = vendor.get("company", vendor.get("name")) if isinstance(vendor, dict) else None
        firm = {"id": vendor["id"], "name": name} if isinstance(vendor, dict) else None
        tiers = 3 if is_prime(self.desk.store, contract.id) else 1
        own: Record = {"vendor": firm, "accounting_method": "amount", "change_order_tiers": tiers}
        return super().started(call) | own | {_IN_PACKAGE: None}

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        record["void"] = record["status"] == "void"
        request = self.desk.store.find(_REQUESTS, number_of(record, "change_order_request_id"))
        if request is not None:
            record[_IN_PACKAGE] = request.data["change_order_package_id"]
            record["change_order_request_title"] = request.data["title"]

    def created(self, stored: Stored, call: Call) -> None:
        if stored.data["change_order_tiers"] == 1:
            store = self.desk.store
            sibling = next(iter(store.all(PACKAGES)), None)
            blank: Record = dict.fromkeys(sibling.data) if sibling else {}
            same = {name: value for name, value in stored.data.items() if name in blank}
            package = blank | same | {"id": store.new_id(), "type": "CommitmentContractChangeOrder"}
            stored.change({_IN_PACKAGE: store.insert(PACKAGES, package).id})
        super().created(stored, call)

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del stored, call
        package = self.desk.store.find(PACKAGES, number_of(after, _IN_PACKAGE))
        if package is not None and after["change_order_tiers"] == 1:
            package.change({name: after[name] for name in ("status", "title", "grand_total", "due_date")})

    def present(self, record: Record, call: Call) -> Record:
        del call
        total = record["grand_total"]
        lines = lines_of(self, number_of(record, "id"))
        sums: Record = {"line_items": lines, "line_items_total": total, "line_items_extended_total": total}
        return record | sums


def lines_of(resource: ChangeOrder, order: int) -> list[Json]:
    rows = resource.desk.store.owned(_LINES, "_potential_change_order_id", order)
    return [{name: value for name, value in row.data.items() if name[0] != "_"} for row in rows]
