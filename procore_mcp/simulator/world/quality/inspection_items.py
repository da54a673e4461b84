"""The items of an inspection, and how many of them passed."""

from __future__ import annotations

from collections import Counter

from procore_mcp.simulator.json_types import Json, Record, text_of
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.quality.inspection_facts import MadeFacts

_PASS, _FAIL, _OPEN = "yes", "no", "none"


def counts(made: MadeFacts, template: Record) -> Record:
    items = template["_items"]
    count = len(items) if isinstance(items, list) else 0
    found = Counter(_statuses(made, count))
    return {
        "conforming_item_count": found[_PASS],
        "deficient_item_count": found[_FAIL],
        "not_applicable_item_count": 0,
        "neutral_item_count": 0,
        "inspected_item_count": found[_PASS] + found[_FAIL],
        "item_count": count,
        "respondable_item_count": count,
        "observations_count": found[_FAIL],
        "closed_observations_count": found[_FAIL] if made.status == "Closed" else 0,
    }


def build_items(job: Job, made: MadeFacts, checklist: Record, template: Record) -> None:
    names = template["_items"]
    listed = names if isinstance(names, list) else []
    for place, (name, status) in enumerate(zip(listed, _statuses(made, len(listed)), strict=True)):
        word = {_PASS: "Pass", _FAIL: "Fail"}.get(status)
        response: Json = {"id": None, "name": word, "corresponding_status": status} if word else None
        job.scaffold.add(
            "checklist_items",
            {
                "id": job.mint("checklist_items"),
                "list_id": checklist["id"],
                "section_id": template["_section_id"],
                "name": name,
                "position": place + 1,
                "number": f"1.{place + 1}",
                "relative_position": place + 1,
                "parent_item_id": None,
                "template_item_id": None,
                "details": None,
                "company_template_item_details": None,
                "status": status,
                "responded_with": word,
                "response": response,
                "item_response": None,
                "response_set": None,
                "type": {"id": 1, "category": "status", "name": "Pass or fail"},
                "display_conditions": [],
                "updated_at": text_of(checklist, "updated_at"),
                **job.owner,
            },
        )


def _statuses(made: MadeFacts, count: int) -> list[str]:
    if made.status == "Open":
        return [_OPEN] * count
    return [_FAIL if place in made.failed else _PASS for place in range(count)]
