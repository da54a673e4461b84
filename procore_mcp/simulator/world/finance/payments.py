"""What was paid on a contract, month by month."""

from __future__ import annotations

from decimal import Decimal

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.money import money
from procore_mcp.simulator.world.finance.ledger import DOLLARS, Ledger

_MONTH = 21  # working days


def build_payments(ledger: Ledger, contract: Record, original: int, percents: list[int]) -> None:
    """The last payment is of last month."""
    job = ledger.job
    for number, share in enumerate(percents, start=1):
        ago = 8 + _MONTH * (len(percents) - number)
        day = ledger.day(ago).isoformat()
        job.scaffold.add(
            "contract_payments",
            {
                "id": job.mint("contract_payments"),
                "amount": money(Decimal(original) * share / 100),
                "check_number": str(40210 + job.scaffold.dice("checks").randrange(9000)),
                "contract_id": contract["id"],
                "created_at": ledger.at(ago),
                "updated_at": ledger.at(ago),
                "date": day,
                "date_payment_settled": ledger.at(ago - 3),
                "date_payment_initiated": ledger.at(ago),
                "draw_request_number": number,
                "external_payment_id": None,
                "invoice_number": f"{contract['number']}-{number:02d}",
                "invoice_date": ledger.day(ago + 15).isoformat(),
                "notes": None,
                "payment_number": number,
                "payment_method": "check",
                "attachments": [],
                "project_id": job.project.id,
                "requisition_id": None,
                "origin_id": None,
                "origin_code": None,
                "origin_data": None,
                "status": "settled",
                "currency_configuration": {**DOLLARS},
                "_contract_id": contract["id"],
                **job.owner,
            },
        )
