"""Puts up what the offices keep."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.office.company_lists import build_company_lists
from procore_mcp.simulator.world.office.office_facts import load_offices
from procore_mcp.simulator.world.office.teams import build_team
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.projects import load_projects
from procore_mcp.simulator.world.scaffold import Scaffold


def build_offices(scaffold: Scaffold, companies: Mapping[str, Company], people: People) -> None:
    offices = load_offices()
    for key, facts in offices.companies.items():
        build_company_lists(scaffold, companies[key], facts)
    for project in load_projects():
        if project.key in offices.projects:
            build_team(scaffold, project, companies[project.company], people, offices.projects[project.key])
