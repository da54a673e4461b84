"""Permission templates, and the people who have one by their title."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.office.office_facts import OfficeFacts, TemplateFacts
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.projects import load_projects
from procore_mcp.simulator.world.scaffold import Scaffold

_SHOWN = ("id", "name", "project_specific", "type")


def build_templates(scaffold: Scaffold, company: Company, people: People, facts: OfficeFacts) -> None:
    for template in facts.permission_templates:
        record = scaffold.add("permission_templates", _template(scaffold, company, template))
        for person in people.values():
            if person.facts.title in template.titles and company.facts.key == person.facts.companies[0]:
                person.record["permission_template"] = {name: record[name] for name in _SHOWN}


def _template(scaffold: Scaffold, company: Company, facts: TemplateFacts) -> Record:
    ids = {project.key: project.id for project in load_projects()}
    owner: Record = {"_project_id": ids[facts.project]} if facts.project else {}
    return {
        "id": scaffold.mint("permission_templates", company.facts.id_base),
        "name": facts.name,
        "project_specific": facts.type == "project_specific",
        "type": facts.type,
        "category": facts.category,
        "_company_id": company.facts.id,
        **owner,
    }
