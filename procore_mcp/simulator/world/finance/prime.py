"""The contract with the owner: the budget as its schedule of values, and the fee."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.finance.ledger import BOTH_DOLLARS, Ledger
from procore_mcp.simulator.world.finance.payments import build_payments

PRIME = "prime contract"
_NO_DATES = (
    "actual_completion_date",
    "approval_letter_date",
    "contract_termination_date",
    "deleted_at",
    "delivery_date",
    "letter_of_intent_date",
    "returned_date",
)
_NO_WORDS = (
    "budget_line_item_id",
    "cost_code",
    "origin_data",
    "origin_id",
    "requisition_number",
    "ship_to",
    "ship_via",
)


def build_prime(ledger: Ledger) -> None:
    facts, job = ledger.facts.prime, ledger.job
    contract = job.scaffold.add("prime_contracts", _contract(ledger))
    ledger.contracts[PRIME] = contract
    fee = facts.original - sum(ledger.facts.budget.values())
    entries = [
        (flat, str(ledger.codes[flat]["description"]).partition(".")[0], amount)
        for flat, amount in ledger.facts.budget.items()
    ]
    for position, entry in enumerate([*entries, (facts.fee_on, "Construction manager's fee", fee)], start=1):
        line = ledger.line("prime_contract_line_items", contract, "PrimeContract", entry, position)
        job.scaffold.add("prime_contract_line_items", {**line, "_contract_id": contract["id"]})
    build_payments(ledger, contract, facts.original, facts.paid_percent)


def _contract(ledger: Ledger) -> Record:
    facts, job = ledger.facts.prime, ledger.job
    started = job.project.started
    finish = ledger.job.scaffold.days.after(ledger.day(started), job.project.runs).isoformat()
    signed = ledger.day(started + 20).isoformat()
    empty: dict[str, Json] = dict.fromkeys((*_NO_DATES, *_NO_WORDS))
    return {
        **empty,
        "id": job.mint("prime_contracts"),
        "accounting_method": "amount",
        "allow_comments": False,
        "allow_markups": True,
        "allow_payment_applications": True,
        "allow_payments": True,
        "allow_redistributions": False,
        "bill_to": f"{job.vendors[facts.owner]['name']}, {job.vendors[facts.owner]['address']}",
        "contract_date": signed,
        "contract_estimated_completion_date": finish,
        "contract_start_date": ledger.day(started).isoformat(),
        "created_at": ledger.at(started + 40),
        "description": f"Guaranteed maximum price for {job.project.name}.",
        "display_materials_retainage": True,
        "display_stored_materials": True,
        "display_work_retainage": True,
        "exclusions": facts.exclusions,
        "executed": True,
        "execution_date": signed,
        "inclusions": facts.inclusions,
        "issued_on_date": ledger.day(started + 30).isoformat(),
        "number": facts.number,
        "payment_terms": "Net 30",
        "position": 1,
        "private": True,
        "retainage_percent": f"{facts.retainage}.0",
        "signed_contract_received_date": signed,
        "show_line_items_to_non_admins": False,
        "status": "Approved",
        "title": facts.title,
        "type": "PrimeContract",
        "updated_at": ledger.at(30),
        "original_substantial_completion_date": finish,
        "substantial_completion_date": finish,
        "architect": job.vendor(facts.architect),
        "assigned_to": job.person("owen"),
        "attachments": [],
        "contractor": job.vendor("calloway"),
        "created_by": job.person("marcus"),
        "received_from": None,
        "vendor": job.vendor(facts.owner),
        "currency_configuration": {**BOTH_DOLLARS},
        "custom_fields": {},
        **job.owner,
    }
