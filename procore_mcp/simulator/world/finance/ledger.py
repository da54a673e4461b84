"""One job's money while it is being written down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.money import money
from procore_mcp.simulator.world.finance.codes import shown
from procore_mcp.simulator.world.finance.facts import FinanceFacts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp

DOLLARS: Record = {"currency_iso_code": "USD"}
BOTH_DOLLARS: Record = {"base_currency_iso_code": "USD", "currency_iso_code": "USD"}


@dataclass(frozen=True, slots=True)
class Ledger:
    job: Job
    facts: FinanceFacts
    codes: Mapping[str, Record]
    contracts: dict[str, Record] = field(default_factory=dict[str, Record])

    def day(self, working_days_ago: int) -> dt.date:
        return self.job.scaffold.days.ago(working_days_ago)

    def at(self, working_days_ago: int) -> str:
        return stamp(self.day(working_days_ago), self.job.project.shift_starts_utc + 2)

    def bare(self, record: Record) -> Record:
        return {name: value for name, value in record.items() if not name.startswith("_")}

    def line(self, resource: str, holder: Record, kind: str, entry: tuple[str, str, int], position: int) -> Record:
        """A line item of a contract or a change order, as version 1 shows it."""
        flat, description, amount = entry
        code, text = self.codes[flat], money(Decimal(amount))
        cost_code, cost_type = code["cost_code"], code["cost_type"]
        assert isinstance(cost_code, dict) and isinstance(cost_type, dict)  # noqa: S101, PT018  codes.py made them
        return {
            "id": self.job.mint(resource),
            "amount": text,
            "company": {"id": self.job.company.facts.id, "name": self.job.company.facts.name},
            "wbs_code": shown(code),
            "cost_code": self.bare(cost_code),
            "created_at": holder["created_at"],
            "description": description,
            "extended_type": "manual",
            "holder": {"id": holder["id"], "holder_type": kind},
            "line_item_type": self.bare(cost_type),
            "origin_data": None,
            "origin_id": None,
            "position": position,
            "project": {"id": self.job.project.id, "name": self.job.project.name},
            "quantity": "1.0",
            "tax_code_id": None,
            "total_amount": text,
            "extended_amount": text,
            "unit_cost": text,
            "uom": "ls",
            "updated_at": holder["updated_at"],
            "change_event_line_item": None,
            "currency_configuration": {**DOLLARS},
            **self.job.owner,
        }
