"""Programs, roles, templates and standard cost codes of a company."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.office.office_facts import CodeListFacts, OfficeFacts, ProgramFacts
from procore_mcp.simulator.world.scaffold import Scaffold

_NO_PICTURES = (
    "photo_prostore_file_id", "logo_prostore_file_id", "photo_prostore_file_url", "logo_prostore_file_url",
)  # fmt: skip


def build_company_lists(scaffold: Scaffold, company: Company, facts: OfficeFacts) -> None:
    for program in facts.programs:
        made = _add(scaffold, company, "programs", _program(program))
        for project in scaffold.records["projects"]:
            if project["_key"] in program.projects:
                project["program"] = {"id": made["id"], "name": program.name}
    for position, (name, on_team) in enumerate(facts.roles, start=1):
        _add(scaffold, company, "roles", _role(name, position, on_team=on_team))
    for name in facts.project_templates:
        _add(scaffold, company, "project_templates", {"name": name})
    for code_list in facts.code_lists:
        _code_list(scaffold, company, code_list)


def _add(scaffold: Scaffold, company: Company, resource: str, record: Record) -> Record:
    number = scaffold.mint(resource, company.facts.id_base)
    return scaffold.add(resource, {"id": number, **record, "_company_id": company.facts.id})


def _program(facts: ProgramFacts) -> Record:
    shown = facts.model_dump(exclude={"projects"})
    return {**shown, **dict.fromkeys(_NO_PICTURES), "project_count": len(facts.projects)}


def _role(name: str, position: int, *, on_team: bool) -> Record:
    return {
        "add_to_project_team": on_team,
        "archetype": name.casefold().replace(" ", "_").replace("'", ""),
        "deletable": position > 1,
        "display_on_company_home": on_team,
        "name": name,
        "type": "user",
        "position": position,
    }


def _code_list(scaffold: Scaffold, company: Company, facts: CodeListFacts) -> None:
    made = _add(
        scaffold,
        company,
        "standard_cost_code_lists",
        {"available_to_use_on_new_projects": True, "is_erp_list": False, "name": facts.name},
    )
    for division, title, items in facts.divisions:
        parent = _add(scaffold, company, "standard_cost_codes", _code(made, (division, division, title), None))
        for number, name in items:
            code = (number, f"{division}-{number}", name)
            _add(scaffold, company, "standard_cost_codes", _code(made, code, parent))


def _code(code_list: Record, code: tuple[str, str, str], parent: Record | None) -> Record:
    number, full, name = code
    return {
        "standard_cost_code_list_id": code_list["id"],
        "parent_id": parent and parent["id"],
        "code": number,
        "full_code": full,
        "name": name,
        "origin_data": None,
        "origin_id": None,
    }
