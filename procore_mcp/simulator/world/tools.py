"""The tools of a project, some of them switched off."""

from __future__ import annotations

from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold


class ToolFacts(Facts):
    name: str
    engine_name: str
    title: str
    group: str
    required: bool = False


class ToolFile(Facts):
    """`levels` maps a person to access levels by tool name, `*` standing for all other tools."""

    project: list[ToolFacts]
    company: list[ToolFacts]
    levels: dict[str, dict[str, str]]


def load_tools() -> ToolFile:
    return load("tools.json", ToolFile)


def build_tools(scaffold: Scaffold, project: ProjectFacts, company: Company) -> None:
    for position, tool in enumerate(load_tools().project, start=1):
        scaffold.add(
            "tools",
            {
                "id": scaffold.mint("tools", company.facts.id_base),
                "engine_name": tool.engine_name,
                "is_active": tool.name not in project.disabled_tools,
                "position": position,
                "required": tool.required,
                "title": tool.title,
                "_name": tool.name,
                "_company_id": company.facts.id,
                "_project_id": project.id,
            },
        )
