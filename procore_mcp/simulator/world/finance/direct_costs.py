"""What is paid without a contract: purchases of the site office, and the weekly payroll."""

from __future__ import annotations

from decimal import Decimal

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.money import money
from procore_mcp.simulator.world.finance.ledger import BOTH_DOLLARS, Ledger

_LINES = "direct_cost_line_items"
_WEEK = 5  # working days


def build_direct_costs(ledger: Ledger) -> None:
    facts, dice = ledger.facts.direct_costs, ledger.job.scaffold.dice("direct costs")
    for number, (flat, vendor, kind, text, amount) in enumerate(facts.purchases, start=1):
        for again in range(2):
            ago = 4 + 11 * number + 130 * again
            cost = _cost(ledger, vendor, kind, text, ago) | {"invoice_number": f"{7000 + 13 * number + again}"}
            _add(ledger, cost, [(flat, text, amount + 35 * dice.randrange(20))])
    for week in range(1, 13):
        person = facts.staff[week % len(facts.staff)]
        text = f"Site staff, week ending {ledger.day(_WEEK * week).isoformat()}"
        cost = _cost(ledger, "calloway", "payroll", text, _WEEK * week) | {"invoice_number": f"PR-{200 - week}"}
        cost["employee"] = {name: ledger.job.person(person)[name] for name in ("id", "name")}
        hours = 41200 + 100 * dice.randrange(60)
        _add(
            ledger, cost, [("01-500.L", "Superintendents and engineers", hours), ("03-300.L", "Carpenters", hours // 2)]
        )


def _cost(ledger: Ledger, vendor: str, kind: str, text: str, ago: int) -> Record:
    job, firm = ledger.job, ledger.job.vendor(vendor)
    return {
        "id": job.mint("direct_costs"),
        "attachments": [],
        "company": {"id": job.company.facts.id, "name": job.company.facts.name},
        "created_at": ledger.at(ago),
        "deleted_at": None,
        "description": text,
        "direct_cost_type": kind,
        "employee": None,
        "direct_cost_date": ledger.day(ago).isoformat(),
        "origin_data": None,
        "origin_id": None,
        "payment_date": ledger.day(ago - 30).isoformat() if ago > 30 else None,
        "project": {"id": job.project.id, "name": job.project.name},
        "received_date": ledger.day(max(ago - 2, 1)).isoformat(),
        "status": "approved" if ago > 12 else "pending",
        "terms": "Net 30" if kind == "invoice" else None,
        "updated_at": ledger.at(max(ago - 3, 1)),
        "vendor": firm,
        "vendor_id": firm["id"],
        "vendor_name": firm["name"],
        "currency_configuration": {**BOTH_DOLLARS, "currency_exchange_rate": "1.0"},
        **job.owner,
    }


def _add(ledger: Ledger, cost: Record, entries: list[tuple[str, str, int]]) -> None:
    total = money(sum((Decimal(entry[2]) for entry in entries), Decimal(0)))
    record = {**cost, "grand_total": total, "amount": total, "line_items_count": len(entries), "attachments_count": 0}
    ledger.job.scaffold.add("direct_costs", record)
    for position, entry in enumerate(entries, start=1):
        line = ledger.line(_LINES, cost, "DirectCost", entry, position) | {"ref": f"{position}"}
        ledger.job.scaffold.add(_LINES, {**line, "_direct_cost_id": cost["id"]})
