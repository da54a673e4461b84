"""Cost types and budget codes: a cost code, a dot, and a cost type's letter."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.finance.facts import FinanceFacts
from procore_mcp.simulator.world.job import Job


def build_codes(job: Job, facts: FinanceFacts) -> dict[str, Record]:
    """Budget codes by their flat code, such as `03-300.C`; each remembers its cost code and cost type."""
    types = {code: _cost_type(job, name, code, base) for name, code, base in facts.cost_types}
    return {flat: _budget_code(job, flat, types) for flat in facts.budget}


def _cost_type(job: Job, name: str, code: str, base: str) -> Record:
    record: Record = {
        "id": job.mint("line_item_types"),
        "name": name,
        "code": code,
        "base_type": base,
        "origin_data": None,
        "origin_id": None,
    }
    return job.scaffold.add("line_item_types", {**record, "_company_id": job.company.facts.id})


def _budget_code(job: Job, flat: str, types: dict[str, Record]) -> Record:
    cost_code, _, letter = flat.partition(".")
    code, cost_type = job.cost_codes[cost_code], types[letter]
    return {
        "id": job.mint("wbs_codes"),
        "flat_code": flat,
        "description": f"{code['name']}.{cost_type['name']}",
        "cost_code": code,
        "cost_type": cost_type,
    }


def shown(code: Record) -> Record:
    return {name: code[name] for name in ("id", "flat_code", "description")}
