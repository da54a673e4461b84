"""Subcontracts and purchase orders with their line items and payments; totals are added up when they are shown."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.finance.facts import CommitmentFacts
from procore_mcp.simulator.world.finance.ledger import BOTH_DOLLARS, Ledger
from procore_mcp.simulator.world.finance.payments import build_payments

_NOT_SIGNED = {"Draft", "Out For Bid", "Out For Signature", "Processing", "Submitted"}


def build_commitments(ledger: Ledger) -> None:
    for facts in ledger.facts.commitments:
        contract = _contract(ledger, facts)
        resource = "purchase_order_contracts" if facts.is_order else "work_order_contracts"
        ledger.contracts[facts.key] = ledger.job.scaffold.add(resource, contract)
        kind = "PurchaseOrderContract" if facts.is_order else "WorkOrderContract"
        for position, entry in enumerate(facts.lines, start=1):
            line = ledger.line("commitment_line_items", contract, kind, entry, position)
            ledger.job.scaffold.add("commitment_line_items", {**line, "_contract_id": contract["id"]})
        build_payments(ledger, contract, sum(line[2] for line in facts.lines), facts.paid_percent)


def _contract(ledger: Ledger, facts: CommitmentFacts) -> Record:
    job = ledger.job
    vendor = job.vendor(facts.vendor)
    drafted = facts.signed + 12 if facts.signed else 15
    signed = ledger.day(facts.signed).isoformat() if facts.signed else None
    return {
        "id": job.mint("commitment_contracts"),
        "accounting_method": "amount",
        "approval_letter_date": None,
        "attachments": [],
        "billing_schedule_of_values_status": "approved" if signed else "draft",
        "contract_date": signed,
        "created_at": ledger.at(drafted),
        "created_by_id": job.person("marcus")["id"],
        "deleted_at": None,
        "description": f"{facts.title} for {job.project.name}.",
        "executed": signed is not None and facts.status not in _NOT_SIGNED,
        "execution_date": signed,
        "invoice_contacts": [],
        "issued_on_date": ledger.day(drafted - 2).isoformat(),
        "letter_of_intent_date": None,
        "number": facts.number,
        "origin_code": None,
        "origin_data": None,
        "origin_id": None,
        "private": True,
        "project": {"id": job.project.id, "name": job.project.name},
        "requisitions_are_enabled": not facts.is_order,
        "retainage_percent": f"{facts.retainage}.0",
        "returned_date": None,
        "show_line_items_to_non_admins": False,
        "signed_contract_received_date": signed,
        "status": facts.status,
        "title": facts.title,
        "updated_at": ledger.at(max(facts.signed - 3, 2)),
        "vendor": {"id": vendor["id"], "company": vendor["name"]},
        "currency_configuration": {**BOTH_DOLLARS},
        "custom_fields": {},
        **(_order(ledger) if facts.is_order else _subcontract(ledger, facts)),
        "_type": "PurchaseOrderContract" if facts.is_order else "WorkOrderContract",
        **job.owner,
    }


def _order(ledger: Ledger) -> Record:
    firm, site = ledger.job.vendors["calloway"], ledger.job.project
    return {
        "assignee": {"id": ledger.job.person("marcus")["id"]},
        "bill_to_address": f"{firm['name']}, {firm['address']}, {firm['city']}",
        "delivery_date": None,
        "payment_terms": "Net 30",
        "ship_to_address": f"{site.name}, {site.address}, {site.city}",
        "ship_via": None,
    }


def _subcontract(ledger: Ledger, facts: CommitmentFacts) -> Record:
    started = ledger.day(max(facts.signed - 10, 1)).isoformat() if facts.signed else None
    is_over = facts.status == "Complete"
    return {
        "actual_completion_date": ledger.day(120).isoformat() if is_over else None,
        "contract_start_date": started,
        "contract_estimated_completion_date": ledger.day(130).isoformat() if is_over else None,
        "exclusions": "Permits, testing by others and premium time.",
        "inclusions": "; ".join(line[1] for line in facts.lines) + ".",
    }
