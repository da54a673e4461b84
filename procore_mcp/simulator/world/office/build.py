"""Puts up what the offices keep."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import load
from procore_mcp.simulator.world.office.company_lists import build_company_lists
from procore_mcp.simulator.world.office.insurances import build_insurances
from procore_mcp.simulator.world.office.office_facts import load_offices
from procore_mcp.simulator.world.office.teams import build_team
from procore_mcp.simulator.world.office.templates import build_templates
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.projects import load_projects
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.vendors import VendorFacts


def build_offices(
    scaffold: Scaffold, companies: Mapping[str, Company], people: People, vendors: Mapping[str, Record]
) -> None:
    offices = load_offices()
    for key, facts in offices.companies.items():
        build_company_lists(scaffold, companies[key], facts)
        build_templates(scaffold, companies[key], people, facts)
    for project in load_projects():
        if project.key in offices.projects:
            build_team(scaffold, project, companies[project.company], people, offices.projects[project.key])
    firms = load("vendors.json", list[VendorFacts])
    for key, company in companies.items():
        theirs = [(facts, vendors[facts.key]) for facts in firms if facts.company == key]
        build_insurances(scaffold, company, load_projects(), theirs)
