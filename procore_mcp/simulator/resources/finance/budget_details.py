"""What stands behind the columns of a budget: every contract line, change and direct cost, one item each."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_record, values_at
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.finance.codes import parts_of
from procore_mcp.simulator.resources.finance.cost_lines import CostLine, cost_lines
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call

_KINDS = {
    "commitment": "Commitment",
    "commitment_change": "Commitment Change Order",
    "owner_change": "Prime Contract Change Order",
    "direct_cost": "Direct Cost",
}


class BudgetDetails(Resource):
    """Narrowed by the ids of a billing project, a cost code, a cost type, a firm, or the kinds of details."""

    def answer_for(self, action: Action) -> Answer:
        return self._details if action.verb == "list_details" else self._filters

    def _details(self, call: Call) -> Response:
        view = self.desk.store.find("budget_views", call.number("budget_view_id"))
        if view is None or call.project is None or view.data["_project_id"] != call.project.id:
            raise invisible()
        wanted = call.sent.get("filters")
        filters = wanted if is_record(wanted) else {}
        kept: list[Json] = [item for item in self._items(call) if _passes(item, filters)]
        return self.presenting.value(kept, call)

    def _filters(self, call: Call) -> Response:
        column = call.query.text("column_id")
        found: dict[str, list[Json]] = {}
        for item in self._items(call):
            part = item[column]
            if is_record(part) and part.get("id") is not None:
                ids = found.setdefault(str(part["name"]), [])
                ids.extend([] if part["id"] in ids else [part["id"]])
        options: list[Json] = [{"label": label, "value": _values(column, ids)} for label, ids in sorted(found.items())]
        return self.presenting.value(options, call)

    def _items(self, call: Call) -> list[Record]:
        project = call.project.id if call.project else 0
        return [self._item(line, call, project) for line in cost_lines(self.desk, project) if line.code_id]

    def _item(self, line: CostLine, call: Call, project: int) -> Record:
        code = line.line["wbs_code"]
        assert is_record(code)  # noqa: S101  every line has a budget code
        cost_code, cost_type = parts_of(code, self.desk, project)
        parent = cost_code.get("parent")
        root = self.desk.store.find("cost_codes", _id(parent)) if is_record(parent) else None
        holder = line.holder
        return {
            "id": f"{line.kind}_{line.line['id']}",
            "item": f"{holder.get('number', holder.get('invoice_number'))}",
            "description": line.line["description"],
            "amount": line.line["amount"],
            "biller": {"id": project, "name": call.project.data["name"] if call.project else None},
            "contract": {"id": holder["id"], "name": holder.get("title", holder.get("description"))},
            "cost_code": _named(cost_code),
            "cost_type": {"id": cost_type.get("id"), "name": cost_type.get("name")},
            "root_cost_code": _named(root.data if root else cost_code),
            "detail_type": {"id": line.kind, "name": _KINDS[line.kind]},
            "vendor": line.vendor,
            "wbs_code": code,
            "link": None,
        }


def _members(value: Json) -> list[Json]:
    inner = value.get("value") if is_record(value) else value
    return inner if isinstance(inner, list) else [inner]


def _values(column: str, ids: list[Json]) -> Json:
    """QUIRK: a billing project is an object, everything else a list of ids."""
    return {"type": "Project", "value": [*ids]} if column == "biller" else [*ids]


def _id(record: Record) -> int:
    number = record.get("id")
    return number if isinstance(number, int) else 0


def _named(cost_code: Record) -> Record:
    return {"id": cost_code.get("id"), "name": f"{cost_code.get('full_code')} - {cost_code.get('name')}"}


def _passes(item: Record, filters: Record) -> bool:
    for name, wanted in filters.items():
        values = wanted if isinstance(wanted, list) else []
        ids = {str(number) for value in values for number in _members(value)}
        if ids and str(values_at(item, [name, "id"])[0]) not in ids:
            return False
    return True
