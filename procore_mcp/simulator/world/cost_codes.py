"""Cost codes of a project, divisions above their items."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp

_Division = tuple[str, str, list[tuple[str, str]]]


def build_cost_codes(scaffold: Scaffold, project: ProjectFacts, id_base: int, company_id: int) -> dict[str, Record]:
    """Cost codes by full code, such as `03-300`."""
    codes: dict[str, Record] = {}
    owner: Record = {"_company_id": company_id, "_project_id": project.id}
    for division, title, items in load("cost_codes.json", dict[str, list[_Division]]).get(project.key, []):
        codes[division] = _cost_code(scaffold, project, id_base, (division, division, title))
        for number, name in items:
            full = f"{division}-{number}"
            codes[full] = _cost_code(scaffold, project, id_base, (full, number, name), codes[division])
    for position, code in enumerate(codes.values(), start=1):
        scaffold.add("cost_codes", {**code, "position": position, **owner})
    return codes


def _cost_code(
    scaffold: Scaffold, project: ProjectFacts, id_base: int, code: tuple[str, str, str], parent: Record | None = None
) -> Record:
    full_code, number, name = code
    created = stamp(scaffold.days.ago(project.started), project.shift_starts_utc + 1)
    return {
        "id": scaffold.mint("cost_codes", id_base),
        "biller": project.name,
        "biller_id": project.id,
        "biller_type": "Project",
        "budgeted": parent is not None,
        "code": number,
        "full_code": full_code,
        "sortable_code": full_code,
        "name": name,
        "parent": {"id": parent["id"] if parent else None},
        "standard_cost_code_id": None,
        "standard_cost_code_list_id": None,
        "line_item_types": [],
        "origin_data": None,
        "origin_id": None,
        "created_at": created,
        "updated_at": created,
        "deleted_at": None,
    }
