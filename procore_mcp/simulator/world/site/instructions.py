"""Instructions of the owner, the architect and the builder."""

from __future__ import annotations

from collections import Counter

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.job import Job


class InstructionFacts(Facts):
    """`age` counts working days before today; `cost` and `days` are impacts."""

    age: int
    type: str
    title: str
    by: str
    to: list[str]
    trades: list[str]
    status: str
    cost: tuple[str, float | None]
    days: tuple[str, int | None]
    text: str


class InstructionFile(Facts):
    types: list[tuple[str, str]]
    instructions: list[InstructionFacts]


def build_instructions(job: Job) -> None:
    facts = load("site/instructions.json", InstructionFile)
    types: dict[str, Record] = {
        name: {"id": job.mint("instruction_types"), "name": name, "prefix": prefix} for name, prefix in facts.types
    }
    for shown in types.values():
        job.scaffold.add("instruction_types", {**shown, **job.owner})
    counts: Counter[str] = Counter()
    for instruction in facts.instructions:
        counts[instruction.type] += 1
        record = _instruction(job, instruction, types[instruction.type], counts[instruction.type])
        job.scaffold.add("instructions", {**record, **job.owner})


def _instruction(job: Job, facts: InstructionFacts, kind: Record, number: int) -> Record:
    day = job.scaffold.days.ago(facts.age)
    written = job.moment(day, "morning", "instructions")
    trades = [job.company.lists["trades"][name] for name in facts.trades]
    return {
        "id": job.mint("instructions"),
        "number": f"{kind['prefix']}-{number:03}",
        "title": facts.title,
        "rich_text_description": f"<p>{facts.text}</p>",
        "plain_text_description": facts.text,
        "created_at": written,
        "date_received": day.isoformat(),
        "date_issued": None if facts.status == "draft" else written,
        "status": facts.status,
        "private": False,
        "schedule_impact": {"status": facts.days[0], "value": facts.days[1]},
        "cost_impact": {"status": facts.cost[0], "value": facts.cost[1]},
        "instruction_type": kind,
        "created_by": job.person(job.project.rfi_manager),
        "instruction_from": job.person(facts.by),
        "distribution_members": job.persons(["dale", "jun"]),
        "attentions": job.persons(facts.to),
        "attachments": [],
        "trades": [{name: trade[name] for name in ("id", "name", "active", "updated_at")} for trade in trades],
    }
