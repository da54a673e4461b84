"""The rows of a budget view, added up from the budget, its changes, the commitments and the direct costs."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_record, number_of, records_in, text_of
from procore_mcp.simulator.money import NOTHING, amount_of, money, summed
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.finance.codes import parts_of
from procore_mcp.simulator.resources.finance.cost_lines import CostLine, cost_lines
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_COLUMNS = (
    *("Original Budget Amount", "Budget Modifications", "Approved COs", "Revised Budget", "Pending Budget Changes"),
    *("Projected Budget", "Committed Costs", "Direct Costs", "Pending Cost Changes", "Projected Costs"),
    *("Forecast To Complete", "Estimated Cost at Completion", "Projected Over Under"),
)
_IDS = {
    "biller": "biller_id",
    "project": "project_id",
    "category": "category_id",
    "cost_code": "cost_code_id",
    "root_cost_code": "root_cost_code_id",
}
_FILTERS = {
    "biller[]": "biller",
    "cost_code_id[]": "cost_code_id",
    "cost_code_name[]": "cost_code",
    "root_cost_code_id[]": "root_cost_code_id",
    "root_cost_code_name[]": "root_cost_code",
    "category_id[]": "category_id",
    "budget_line_item_id[]": "id",
}
_SORTS = {name: name for name in ("biller_type", "project", "biller", "category_id", "cost_code", "root_cost_code")}
_DEFAULT_GROUPS = ("biller", "root_cost_code")
_GROUPS = {"cost_code_name": "cost_code", "root_cost_code_name": "root_cost_code"}


class _Sums(NamedTuple):
    modifications: Decimal
    pending_changes: Decimal
    owner: Decimal
    committed: Decimal
    direct: Decimal
    pending_costs: Decimal


class BudgetRows(Resource):
    """One row for each budget line item, or their sums by a group."""

    def answer_for(self, action: Action) -> Answer:
        return self._details if action.verb == "list_details" else self._summary

    def _details(self, call: Call) -> Response:
        return self.presenting.values(list[Json](self._rows(call)), call)

    def _summary(self, call: Call) -> Response:
        wanted = [str(word) for word in call.query.values.get("group_by", _DEFAULT_GROUPS)]
        groups: dict[tuple[str, ...], list[Record]] = {}
        for row in self._rows(call):
            groups.setdefault(tuple(str(row[_GROUPS.get(word, word)]) for word in wanted), []).append(row)
        found: list[Json] = [_summed(wanted[-1], names[-1], rows) for names, rows in groups.items()]
        return self.presenting.values(found, call)

    def _rows(self, call: Call) -> list[Record]:
        self.owner(call)
        assert call.project is not None  # noqa: S101  the scope is a project
        if call.query.text("budget_row_type") == "unbudgeted":
            return []
        budget = list(self.desk.store.owned("budget_line_items", "_project_id", call.project.id))
        lines = list(cost_lines(self.desk, call.project.id))
        rows = [row_of(self.desk, call, item, lines) for item in budget]
        kept = [row for row in rows if all(_is_wanted(row, name, call) for name in _FILTERS if call.query.has(name))]
        return sorted(kept, key=lambda row: str(row[_SORTS.get(call.query.text("sort"), "cost_code")]))


def row_of(desk: Desk, call: Call, item: Stored, lines: Iterable[CostLine]) -> Record:
    """A budget line item in the words of a view's row."""
    assert call.project is not None and call.company is not None  # noqa: S101, PT018  the scope is a project
    code = item.data["wbs_code"]
    assert is_record(code)  # noqa: S101  every budget line item has one
    cost_code, cost_type = parts_of(code, desk, call.project.id)
    parent = cost_code.get("parent")
    found = desk.store.find("cost_codes", number_of(parent, "id")) if is_record(parent) else None
    root = found.data if found else cost_code
    return {
        "id": item.id,
        "deletable": False,
        "company_id": call.company.id,
        "company": call.company.data["name"],
        "project_id": call.project.id,
        "wbs_code_id": code["id"],
        "biller_id": call.project.id,
        "root_cost_code_id": root.get("id"),
        "cost_code_id": cost_code.get("id"),
        "cost_code_origin_id": None,
        "category_id": cost_type.get("id"),
        "project": call.project.data["name"],
        "biller": call.project.data["name"],
        "biller_type": "Project",
        "root_cost_code": f"{root.get('full_code')} - {root.get('name')}",
        "cost_code": f"{cost_code.get('full_code')} - {cost_code.get('name')}",
        "category": cost_type.get("name"),
        "currency_configuration": {"currency_iso_code": "USD"},
        "unbudgeted_reason": None,
        **_amounts(item, _sums(desk, call.project.id, item, [line for line in lines if line.code_id == code["id"]])),
    }


def _sums(desk: Desk, project: int, item: Stored, lines: list[CostLine]) -> _Sums:
    moved = [row.data for row in desk.store.owned("budget_modifications", "_project_id", project)]
    into = summed(move["transfer_amount"] for move in moved if move["to_budget_line_item_id"] == item.id)
    out = summed(move["transfer_amount"] for move in moved if move["from_budget_line_item_id"] == item.id)
    changes = [row.data for row in desk.store.owned("budget_changes", "_project_id", project)]
    pending = [line.amount for line in lines if not line.counts and line.kind not in {"owner_change", "direct_cost"}]
    return _Sums(
        modifications=into - out + _adjusted(changes, item, {"approved"}),
        pending_changes=_adjusted(changes, item, {"draft", "under_review"}),
        owner=_agreed(lines, {"owner_change"}),
        committed=_agreed(lines, {"commitment", "commitment_change"}),
        direct=_agreed(lines, {"direct_cost"}),
        pending_costs=sum(pending, NOTHING),
    )


def _adjusted(changes: Iterable[Record], item: Stored, statuses: set[str]) -> Decimal:
    code = item.data["wbs_code"]
    wanted = code["id"] if is_record(code) else None
    lines = [
        line
        for change in changes
        if change["status"] in statuses
        for line in records_in(change["adjustment_line_items"])
    ]
    return summed(line.get("amount") for line in lines if line.get("wbs_code_id") == wanted)


def _agreed(lines: Iterable[CostLine], kinds: set[str]) -> Decimal:
    return sum((line.amount for line in lines if line.counts and line.kind in kinds), NOTHING)


def _amounts(item: Stored, sums: _Sums) -> Record:
    original = amount_of(item.data["original_budget_amount"])
    revised = original + sums.modifications + sums.owner
    projected = revised + sums.pending_changes
    costs = sums.committed + sums.direct + sums.pending_costs
    left = max(projected - costs, NOTHING)
    values = (
        *(original, sums.modifications, sums.owner, revised, sums.pending_changes, projected),
        *(sums.committed, sums.direct, sums.pending_costs, costs, left, costs + left, projected - costs - left),
    )
    columns: Record = {name: money(value) for name, value in zip(_COLUMNS, values, strict=True)}
    forecast: Record = {
        "id": item.id,
        "manual_amount": None,
        "automatic_amount": money(left),
        "amount": money(left),
        "automatically_calculated": True,
        "calculation_strategy": "automatic",
        "notes": None,
    }
    return {
        "original_budget_amount": money(original),
        "budget_modifications": money(sums.modifications),
        "budget_forecast": forecast,
        **columns,
    }


def _summed(group: str, name: str, rows: list[Record]) -> Record:
    forecasts = [row["budget_forecast"] for row in rows]
    return {
        "id": str(rows[0][_IDS[group.removesuffix("_name")]]),
        "name": name,
        "biller_type": text_of(rows[0], "biller_type"),
        "original_budget_amount": money(summed(row["original_budget_amount"] for row in rows)),
        "budget_modifications": money(summed(row["budget_modifications"] for row in rows)),
        "budget_forecast": {"amount": money(summed(part["amount"] for part in forecasts if is_record(part)))},
        "currency_configuration": {"currency_iso_code": "USD"},
        **{column: money(summed(row[column] for row in rows)) for column in _COLUMNS},
    }


def _is_wanted(row: Record, name: str, call: Call) -> bool:
    return str(row[_FILTERS[name]]) in {str(value) for value in call.query.values[name]}
