"""The budget: a line for each budget code, and what moved between them since."""

from __future__ import annotations

from decimal import Decimal

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.money import money
from procore_mcp.simulator.world.finance.codes import shown
from procore_mcp.simulator.world.finance.facts import BudgetChangeFacts
from procore_mcp.simulator.world.finance.ledger import DOLLARS, Ledger

_VIEWS = (
    ("Procore Standard Budget", "Amounts, changes and commitments for each budget code."),
    ("Forecast to Complete", "For the monthly cost review."),
)


def build_budget(ledger: Ledger) -> None:
    job = ledger.job
    job.scaffold.add("budgets", {"id": job.mint("budgets"), "locked": True, **job.owner})
    lines = {flat: _line(ledger, flat, amount) for flat, amount in ledger.facts.budget.items()}
    for name, description in _VIEWS:
        _view(ledger, name, description)
    for source, target, amount, ago, notes in ledger.facts.transfers:
        _transfer(ledger, (lines[source], lines[target]), amount, ago, notes)
    for number, change in enumerate(ledger.facts.budget_changes, start=1):
        job.scaffold.add("budget_changes", _change(ledger, number, change))


def _line(ledger: Ledger, flat: str, amount: int) -> Record:
    job, code = ledger.job, ledger.codes[flat]
    cost_code, cost_type = code["cost_code"], code["cost_type"]
    assert isinstance(cost_code, dict) and isinstance(cost_type, dict)  # noqa: S101, PT018  codes.py made them
    return job.scaffold.add(
        "budget_line_items",
        {
            "id": job.mint("budget_line_items"),
            "original_budget_amount": float(amount),
            "uom": "ls",
            "quantity": 1.0,
            "unit_cost": float(amount),
            "calculation_strategy": "manual",
            "wbs_code": shown(code),
            "currency_configuration": {**DOLLARS},
            "_cost_code_id": cost_code["id"],
            "_cost_type_id": cost_type["id"],
            **job.owner,
        },
    )


def _view(ledger: Ledger, name: str, description: str) -> None:
    job, number = ledger.job, ledger.job.mint("budget_views")
    root = f"/rest/v1.0/budget_views/{number}"
    links: Record = {"detail_rows": f"{root}/detail_rows", "summary_rows": f"{root}/summary_rows"}
    dates: Record = {"created_at": ledger.at(320), "updated_at": ledger.at(290)}
    dates["created_by"] = job.person("marcus")
    view: Record = {"id": number, "name": name, "description": description, "role": "standard", "links": links}
    job.scaffold.add("budget_views", view | dates | job.owner)


def _transfer(ledger: Ledger, between: tuple[Record, Record], amount: int, ago: int, notes: str) -> None:
    source, target = between
    ledger.job.scaffold.add(
        "budget_modifications",
        {
            "id": ledger.job.mint("budget_modifications"),
            "created_at": ledger.at(ago),
            "from_budget_line_item_id": source["id"],
            "notes": notes,
            "origin_data": None,
            "origin_id": None,
            "to_budget_line_item_id": target["id"],
            "transfer_amount": money(Decimal(amount)),
            "updated_at": ledger.at(ago),
            **ledger.job.owner,
        },
    )


def _change(ledger: Ledger, number: int, facts: BudgetChangeFacts) -> Record:
    items: list[Json] = [
        _adjustment(ledger, position, flat, amount) for position, (flat, amount) in enumerate(facts.moves, start=1)
    ]
    return {
        "id": ledger.job.mint("budget_changes"),
        "number": number,
        "title": facts.title,
        "description": f"{facts.title}.",
        "status": facts.status,
        "created_at": ledger.at(facts.ago),
        "updated_at": ledger.at(max(facts.ago - 4, 1)),
        "created_by": ledger.job.person("marcus"),
        "adjustment_line_items": items,
        "production_quantities": [],
        "attachments": [],
        "custom_fields": {},
        **ledger.job.owner,
    }


def _adjustment(ledger: Ledger, position: int, flat: str, amount: int) -> Record:
    return {
        "id": ledger.job.mint("budget_change_adjustments"),
        "ref": f"{position}",
        "adjustment_number": 1,
        "wbs_code_id": ledger.codes[flat]["id"],
        "wbs_code": shown(ledger.codes[flat]),
        "description": str(ledger.codes[flat]["description"]),
        "comment": None,
        "calculation_strategy": "manual",
        "quantity": 1.0,
        "type": "budget_change",
        "uom": "ls",
        "unit_cost": float(amount),
        "amount": float(amount),
        "change_event_line_item_id": None,
    }
