"""Specification sections of a project."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold


def build_specification_sections(
    scaffold: Scaffold, project: ProjectFacts, id_base: int, company_id: int
) -> dict[str, Record]:
    """Sections by number, such as `03 30 00`."""
    sections = load("specification_sections.json", dict[str, list[tuple[str, str]]]).get(project.key, [])
    return {
        number: scaffold.add(
            "specification_sections",
            {
                "id": scaffold.mint("specification_sections", id_base),
                "number": number,
                "description": description,
                "label": f"{number} - {description}",
                "current_revision_id": scaffold.mint("specification_section_revisions", id_base),
                "_company_id": company_id,
                "_project_id": project.id,
            },
        )
        for number, description in sections
    }
