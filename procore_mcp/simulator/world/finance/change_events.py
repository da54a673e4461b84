"""Change events: why something costs more or less, on which budget codes, and who pays."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.money import money
from procore_mcp.simulator.world.finance.codes import shown
from procore_mcp.simulator.world.finance.facts import Change, EventFacts
from procore_mcp.simulator.world.finance.ledger import DOLLARS, Ledger
from procore_mcp.simulator.world.finance.prime import PRIME


def build_change_events(ledger: Ledger, lists: Mapping[str, Record]) -> list[Record]:
    """In the order of their numbers."""
    return [
        ledger.job.scaffold.add("change_events", _event(ledger, facts, number, lists))
        for number, facts in enumerate(ledger.facts.change_events, start=1)
    ]


def _event(ledger: Ledger, facts: EventFacts, number: int, lists: Mapping[str, Record]) -> Record:
    job, status, kind, prime = ledger.job, lists[facts.status], lists[facts.type], ledger.contracts[PRIME]
    reason = lists[facts.reason]
    event: Record = {
        "id": job.mint("change_events"),
        "number": f"{number:03d}",
        "title": facts.title,
        "description": facts.text,
        "scope": facts.scope,
        "created_at": ledger.at(facts.ago),
        "updated_at": ledger.at(max(facts.ago - 9, 1)),
        "deleted_at": ledger.at(5) if facts.deleted else None,
        "comments_enabled": True,
        "deletable": not facts.cost,
        "in_recycle_bin": facts.deleted,
        "project_id": job.project.id,
        "company_id": job.company.facts.id,
        "status": {name: status[name] for name in ("id", "name", "mapped_to_status")},
        "event_origin": None,
        "change_type": {"id": kind["id"], "name": kind["change_type"], "abbreviation": kind["abbreviation"]},
        "change_reason": {"id": reason["id"], "change_reason": reason["change_reason"]},
        "prime_contract_for_estimates": {"id": prime["id"], "number": prime["number"], "name": prime["title"]},
        "attachments": [],
        "external_data": {"origin_id": None, "origin_data": None},
        "created_by": job.person("priya"),
        "custom_fields": {},
        "markup_items": [],
        "production_quantities": [],
        "notes": None,
        "currency_configuration": {**DOLLARS},
        "source": None,
        "source_of_revenue_rom": "manual",
        "_recycled": facts.deleted,
        **job.owner,
    }
    items: list[Json] = [_item(ledger, event, change) for change in facts.lines]
    event["change_items"] = items
    return event


def _item(ledger: Ledger, event: Record, change: Change) -> Record:
    flat, contract_key, description, cost, revenue = change
    contract = ledger.contracts.get(contract_key)
    return {
        "id": ledger.job.mint("change_event_line_items"),
        "event_id": event["id"],
        "event_number": event["number"],
        "event_title": event["title"],
        "item_type": "detail",
        "description": description,
        "budget_code": {**shown(ledger.codes[flat]), "segment_items": []},
        "budget_impact": None,
        "cost_impact": _cost(contract, cost),
        "revenue_impact": {"estimate": _values(revenue), "source_of_revenue_rom": "manual"},
        "latest_cost_values": _values(cost),
        "latest_revenue_values": _values(revenue),
        "created_at": event["created_at"],
        "updated_at": event["updated_at"],
        "deleted_at": None,
        "deletable": True,
        "editable": True,
        "line_aging": None,
        "notes": None,
        "source": "change_event",
        "currency_configuration": {**DOLLARS},
    }


def _cost(contract: Record | None, cost: int) -> Record:
    named = contract and {name: contract[name] for name in ("id", "number", "title", "status")}
    firm = contract["vendor"] if contract else None
    vendor: Json = {"id": firm["id"], "name": firm["company"]} if isinstance(firm, dict) else None
    return {"contract": named, "vendor": vendor, "estimate": _values(cost), "request_for_quote": None}


def _values(amount: int) -> Record:
    text = money(Decimal(amount))
    return {
        "amount": text,
        "amount_project_currency": text,
        "calculation_strategy": "manual",
        "quantity": "1.0",
        "unit_cost": text,
        "unit_cost_project_currency": text,
        "unit_of_measure": "ls",
    }
