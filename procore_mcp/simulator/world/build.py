"""Puts the world up in the order in which its records refer to each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company, build_companies
from procore_mcp.simulator.world.cost_codes import build_cost_codes
from procore_mcp.simulator.world.design.build import build_design
from procore_mcp.simulator.world.documents import build_documents
from procore_mcp.simulator.world.finance.build import build_finance
from procore_mcp.simulator.world.issues import build_issues
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.meetings import build_meetings
from procore_mcp.simulator.world.office.build import build_offices
from procore_mcp.simulator.world.people import People, build_people, sign_ins
from procore_mcp.simulator.world.permissions import build_permissions
from procore_mcp.simulator.world.places import build_places
from procore_mcp.simulator.world.projects import ProjectFacts, build_projects, load_projects
from procore_mcp.simulator.world.quality.build import build_quality
from procore_mcp.simulator.world.rfis import build_rfis
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.schedule.build import build_schedule
from procore_mcp.simulator.world.site.build import build_site
from procore_mcp.simulator.world.specification_sections import build_specification_sections
from procore_mcp.simulator.world.tools import build_tools
from procore_mcp.simulator.world.vendors import add_primary_contacts, build_vendors
from procore_mcp.simulator.world.webhooks import build_webhooks
from procore_mcp.simulator.world.world import World

_CONTENT: Mapping[str, Callable[[Job], None]] = {
    "documents": build_documents,
    "rfis": build_rfis,
    "issues": build_issues,
    "meetings": build_meetings,
    "design": build_design,
    "quality": build_quality,
    "site": build_site,
    "schedule": build_schedule,
    "finance": build_finance,
}


def build_world(seed: int, today: dt.date) -> World:
    """The world for a seed and a day; the same two give the same world, down to the ids and the bytes of the files.

    Ids depend on the seed alone, dates on the day alone.
    """
    scaffold = Scaffold(seed, today)
    companies = build_companies(scaffold)
    projects = load_projects()
    project_ids = {project.key: project.id for project in projects}
    vendors = build_vendors(scaffold, companies, project_ids)
    people = build_people(scaffold, companies, vendors, project_ids)
    add_primary_contacts(vendors, {key: person.record for key, person in people.items()})
    build_projects(scaffold, companies, people)
    for project in projects:
        build_tools(scaffold, project, companies[project.company])
        job = _job(scaffold, project, companies[project.company], people, vendors)
        for name, build in _CONTENT.items():
            if name in project.content:
                build(job)
    build_offices(scaffold, companies, people, vendors)
    build_permissions(scaffold, companies, people)
    build_webhooks(scaffold, companies, projects, people)
    return World(seed, today, scaffold.records, scaffold.blobs, sign_ins(people))


def _job(
    scaffold: Scaffold, project: ProjectFacts, company: Company, people: People, vendors: Mapping[str, Record]
) -> Job:
    base, company_id = company.facts.id_base, company.facts.id
    return Job(
        scaffold,
        project,
        company,
        people,
        vendors,
        places=build_places(scaffold, project, base, company_id),
        cost_codes=build_cost_codes(scaffold, project, base, company_id),
        specification_sections=build_specification_sections(scaffold, project, base, company_id),
    )
