"""Change orders. A commitment has one tier: a potential change order and its package come and go together.

The owner's contract has three: potential change orders are gathered into requests, requests into packages.
"""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.money import money, summed
from procore_mcp.simulator.world.finance.ledger import BOTH_DOLLARS, Ledger
from procore_mcp.simulator.world.finance.prime import PRIME

_NOWHERE = ("origin_code", "origin_data", "origin_id", "paid_date", "deleted_at", "invoiced_date")


@dataclass(frozen=True, slots=True)
class Draft:
    """What all three tiers have in common."""

    contract: Record
    number: int
    title: str
    text: str
    status: str
    ago: int


def build_change_orders(ledger: Ledger, events: list[Record]) -> None:
    _owner_changes(ledger, events)
    _commitment_changes(ledger, events)


def _commitment_changes(ledger: Ledger, events: list[Record]) -> None:
    numbers: dict[str, int] = {}
    for event, facts in zip(events, ledger.facts.change_events, strict=True):
        for key in dict.fromkeys(line[1] for line in facts.lines if facts.cost):
            numbers[key] = numbers.get(key, 0) + 1
            contract = ledger.contracts[key]
            draft = Draft(contract, numbers[key], facts.title, facts.text, facts.cost, max(facts.ago - 8, 2))
            lines = [(line[0], line[2], line[3]) for line in facts.lines if line[1] == key]
            package = _package(ledger, draft, "CommitmentContractChangeOrder")
            reason = _reason(event)
            order = _potential(ledger, draft, reason, lines) | {"commitment_change_event_id": event["id"]}
            order |= {"vendor": _firm(contract), "_change_order_package_id": package["id"], "change_order_tiers": 1}
            package["grand_total"] = order["grand_total"]
            ledger.job.scaffold.add("change_order_packages", package)
            ledger.job.scaffold.add("potential_change_orders", order)


def _owner_changes(ledger: Ledger, events: list[Record]) -> None:
    prime, job, request_number = ledger.contracts[PRIME], ledger.job, 0
    for number, change in enumerate(ledger.facts.owner_changes, start=1):
        draft = Draft(prime, number, change.title, f"{change.title}.", change.status, change.ago)
        package = job.scaffold.add("change_order_packages", _package(ledger, draft, "PrimeContractChangeOrder"))
        totals: list[Json] = []
        for wanted in change.requests:
            request_number += 1
            draft = Draft(prime, request_number, wanted.title, f"{wanted.title}.", change.status, change.ago + 5)
            request = job.scaffold.add("change_order_requests", _request(ledger, draft, package))
            orders = [_owner_order(ledger, events[event - 1], event, request, package) for event in wanted.events]
            request["grand_total"] = money(summed(order["grand_total"] for order in orders))
            totals.append(request["grand_total"])
        package["grand_total"] = money(summed(totals))


def _owner_order(ledger: Ledger, event: Record, number: int, request: Record, package: Record) -> Record:
    facts = ledger.facts.change_events[number - 1]
    prime = ledger.contracts[PRIME]
    draft = Draft(prime, number, facts.title, facts.text, str(request["status"]), max(facts.ago - 12, 3))
    lines = [(line[0], line[2], line[4]) for line in facts.lines if line[4]]
    order = _potential(ledger, draft, _reason(event), lines)
    order |= {
        "prime_change_event_id": event["id"],
        "vendor": prime["vendor"],
        "change_order_request_id": request["id"],
        "change_order_request_title": request["title"],
        "change_order_package_title": package["title"],
        "potential_change_order_acronym_number": f"PCO #{draft.number:03d}",
        "change_order_request_acronym_number": f"COR #{request['number']}",
        "change_order_package_acronym_number": f"PCCO #{package['number']}",
        "change_order_tiers": 3,
        "_change_order_package_id": package["id"],
    }
    return ledger.job.scaffold.add("potential_change_orders", order)


def _shared(ledger: Ledger, draft: Draft, resource: str) -> Record:
    is_approved = draft.status == "approved"
    empty: dict[str, Json] = dict.fromkeys(_NOWHERE)
    return {
        **empty,
        "id": ledger.job.mint(resource),
        "contract_id": draft.contract["id"],
        "created_at": ledger.at(draft.ago),
        "created_by_id": ledger.job.person("marcus")["id"],
        "creator": ledger.job.person("marcus"),
        "description": draft.text,
        "due_date": ledger.job.scaffold.days.after(ledger.day(draft.ago), 10).isoformat(),
        "executed": is_approved,
        "number": f"{draft.number:03d}",
        "position": draft.number,
        "private": False,
        "revision": 0,
        "schedule_impact_amount": 0,
        "status": draft.status,
        "title": draft.title,
        "updated_at": ledger.at(max(draft.ago - 6, 1)),
        "signed_change_order_received_date": ledger.day(max(draft.ago - 6, 1)).isoformat() if is_approved else None,
        "attachments": [],
        "currency_configuration": {**BOTH_DOLLARS},
        "_contract_id": draft.contract["id"],
        **ledger.job.owner,
    }


def _package(ledger: Ledger, draft: Draft, kind: str) -> Record:
    reviewed = draft.status == "approved"
    own: Record = {
        "type": kind,
        "review_notes": None,
        "reviewed_at": ledger.at(max(draft.ago - 6, 1)) if reviewed else None,
        "reviewer": ledger.job.person("owen") if reviewed else None,
        "designated_reviewer": ledger.job.person("owen"),
        "revised_substantial_completion_date": None,
        "custom_fields": {},
    }
    return _shared(ledger, draft, "change_order_packages") | own


def _request(ledger: Ledger, draft: Draft, package: Record) -> Record:
    return _shared(ledger, draft, "change_order_requests") | {"change_order_package_id": package["id"]}


def _potential(ledger: Ledger, draft: Draft, reason: Record, lines: list[tuple[str, str, int]]) -> Record:
    resource = "potential_change_order_line_items"
    order = _shared(ledger, draft, "potential_change_orders")
    items = [
        ledger.line(resource, order, "PotentialChangeOrder", line, position)
        for position, line in enumerate(lines, start=1)
    ]
    for item in items:
        ledger.job.scaffold.add(resource, {**item, "_potential_change_order_id": order["id"]})
    empty: dict[str, Json] = dict.fromkeys(
        (
            *("change_order_request_id", "commitment_change_event_id", "prime_change_event_id", "location_id"),
            *("request_for_quote_id", "received_from", "reference", "reviewed_at", "reviewer"),
            *("change_order_request_title", "change_order_package_title", "change_order_request_acronym_number"),
            *("potential_change_order_acronym_number", "change_order_package_acronym_number"),
        )
    )
    own: Record = {
        **empty,
        "accounting_method": "amount",
        "change_order_change_reason_id": reason["id"],
        "change_reason": reason["change_reason"],
        "reason": reason["change_reason"],
        "designated_reviewer": ledger.job.person("owen"),
        "field_change": False,
        "grand_total": money(summed(item["amount"] for item in items)),
        "paid": False,
        "void": draft.status == "void",
        "custom_fields": {},
    }
    return order | own


def _reason(event: Record) -> Record:
    reason = event["change_reason"]
    return reason if isinstance(reason, dict) else {}


def _firm(contract: Record) -> Json:
    firm = contract["vendor"]
    return {"id": firm["id"], "name": firm["company"]} if isinstance(firm, dict) else None
