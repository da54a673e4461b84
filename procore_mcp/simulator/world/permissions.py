"""What the people who sign in may do, per tool, in each company and project."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.people import People, Person
from procore_mcp.simulator.world.projects import ProjectFacts, load_projects
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.tools import ToolFacts, load_tools

_LEVELS = {"None": 1, "Read Only": 2, "Standard": 3, "Admin": 4}
_CREATES_WITH = {"Standard", "Admin"}


@dataclass(frozen=True, slots=True)
class _Grant:
    """One person in one project, or in a company as a whole."""

    person: Person
    company: Company
    project: ProjectFacts | None

    @property
    def web_url(self) -> str:
        scope = self.company.facts.id if self.project is None else self.project.id
        return f"{self.company.facts.web_base_url}/{scope}"

    def level(self, tool: ToolFacts) -> str:
        if self.project is not None and tool.name in self.project.disabled_tools:
            return "None"
        levels = load_tools().levels[self.person.facts.key]
        return levels.get(tool.name, levels["*"])


def build_permissions(scaffold: Scaffold, companies: Mapping[str, Company], people: People) -> None:
    for person in people.values():
        if person.facts.signs_in:
            for grant in _grants(person, companies):
                scaffold.add("permissions", _permission(scaffold, grant))


def _grants(person: Person, companies: Mapping[str, Company]) -> Iterator[_Grant]:
    for key in person.facts.companies:
        yield _Grant(person, companies[key], None)
    for project in load_projects():
        if project.key in person.facts.projects:
            yield _Grant(person, companies[project.company], project)


def _permission(scaffold: Scaffold, grant: _Grant) -> Record:
    facts = load_tools()
    tools = facts.company if grant.project is None else facts.project
    return {
        "id": scaffold.mint("permissions", grant.company.facts.id_base),
        "tools": [_tool(grant, number, tool) for number, tool in enumerate(tools, start=1)],
        "_user_id": grant.person.id,
        "_company_id": grant.company.facts.id,
        "_project_id": grant.project and grant.project.id,
    }


def _tool(grant: _Grant, number: int, tool: ToolFacts) -> Json:
    level = grant.level(tool)
    domain = 100 + number if grant.project else 200 + number
    creates = level in _CREATES_WITH
    return {
        "id": domain * 10,
        "name": tool.engine_name,
        "friendly_name": tool.title,
        "domain_id": domain,
        "tab_group": tool.group,
        "available_for_user": level != "None",
        "url": f"{grant.web_url}/{'project' if grant.project else 'company'}/{tool.name}",
        "user_access_level": {"id": _LEVELS[level], "name": level},
        "permitted_actions": [],
        "create_url": f"{grant.web_url}/project/{tool.name}/new" if creates and grant.project else None,
        "can_create": creates,
        "trial": False,
    }
