"""Line items of potential change orders; the change order and its contract are added up anew."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.money import amount_of, money, summed
from procore_mcp.simulator.resources.finance.codes import budget_code, parts_of
from procore_mcp.simulator.resources.finance.ledger import PACKAGES, refresh
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class OrderLines(Resource):
    def started(self, call: Call) -> Record:
        order, project = self.owner(call), call.project
        own: Record = {
            "holder": {"id": order.id, "holder_type": "PotentialChangeOrder"},
            "position": len(list(self.rows(call))) + 1,
            "project": project and {"id": project.id, "name": project.data["name"]},
            "extended_type": "manual",
            "quantity": "1.0",
            "currency_configuration": {"currency_iso_code": "USD"},
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if call.sent.get("wbs_code_id") is not None:
            code = budget_code(call.sent["wbs_code_id"], call, self.desk)
            cost_code, cost_type = parts_of(code, self.desk, call.project.id if call.project else 0)
            record |= {"wbs_code": code, "cost_code": _bare(cost_code), "line_item_type": _bare(cost_type)}
        if "amount" not in call.sent and {"quantity", "unit_cost"} & call.sent.keys():
            record["amount"] = money(amount_of(record["quantity"]) * amount_of(record["unit_cost"]))
        record["amount"] = money(amount_of(record["amount"]))
        record |= {"total_amount": record["amount"], "extended_amount": record["amount"]}

    def create(self, call: Call) -> Response:
        answer = super().create(call)
        self._add_up(self.owner(call))
        return answer

    def update(self, call: Call) -> Response:
        answer = super().update(call)
        self._add_up(self.owner(call))
        return answer

    def delete(self, call: Call) -> Response:
        answer = super().delete(call)
        self._add_up(self.owner(call))
        return answer

    def _add_up(self, order: Stored) -> None:
        lines = self.desk.store.owned(self.collection, "_potential_change_order_id", order.id)
        total = money(summed(line.data["amount"] for line in lines))
        order.change({"grand_total": total})
        package = self.desk.store.find(PACKAGES, number_of(order.data, "_change_order_package_id"))
        if package is not None and order.data["change_order_tiers"] == 1:
            package.change({"grand_total": total})
        refresh(self.desk, number_of(order.data, "_contract_id"))


def _bare(record: Record) -> Record | None:
    return {name: value for name, value in record.items() if name[0] != "_"} or None
