"""Cost types and budget codes: a cost code, a dot, and a cost type's letter."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.finance.facts import FinanceFacts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp


def build_codes(job: Job, facts: FinanceFacts) -> dict[str, Record]:
    """Budget codes by their flat code, such as `03-300.C`; each remembers its cost code and cost type."""
    types = {code: _cost_type(job, name, code, base) for name, code, base in facts.cost_types}
    codes = {flat: _budget_code(job, flat, types) for flat in sorted([*facts.budget, *facts.codes_without_budget])}
    for code in codes.values():
        job.scaffold.add("wbs_codes", _listed(job, code))
    return codes


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


def _listed(job: Job, code: Record) -> Record:
    """As the list of the work breakdown structure shows it."""
    created = stamp(job.scaffold.days.ago(job.project.started), job.project.shift_starts_utc + 1)
    dates: Record = {"created_at": created, "updated_at": created}
    names: Record = {"flat_name": code["description"], "status": "active", "wbs_pattern_id": 1}
    items: list[Json] = []
    for part, segment in ((code["cost_code"], "cost_code"), (code["cost_type"], "line_item_type")):
        assert isinstance(part, dict)  # noqa: S101  made above
        text = part.get("full_code", part["code"])
        items.append({"id": part["id"], "code": text, "name": part["name"], "segment": {"type": segment}, **dates})
    return {**shown(code), **names, "segment_items": items, **dates, **job.owner}


def shown(code: Record) -> Record:
    return {name: code[name] for name in ("id", "flat_code", "description")}
