"""Who holds which role on a project, and the project's dates."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.office.office_facts import DateFacts, TeamFacts, load_offices
from procore_mcp.simulator.world.people import People, Person
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp


def build_team(scaffold: Scaffold, project: ProjectFacts, company: Company, people: People, facts: TeamFacts) -> None:
    owner: Record = {"_company_id": company.facts.id, "_project_id": project.id}
    on_team = dict(load_offices().companies[project.company].roles)
    for key, role in facts.roles:
        number = scaffold.mint("project_roles", company.facts.id_base)
        held = _held(scaffold, project, people[key], role)
        scaffold.add("project_roles", {"id": number, **held, "_add_to_project_team": on_team[role], **owner})
    for date in facts.dates:
        number = scaffold.mint("project_dates", company.facts.id_base)
        scaffold.add("project_dates", {"id": number, **_date(scaffold, project, date), **owner})


def _held(scaffold: Scaffold, project: ProjectFacts, person: Person, role: str) -> Record:
    return {
        "name": f"{person.facts.name} ({person.record['email_address']})",
        "role": role,
        "user_id": person.id,
        "contact_id": None,
        "is_active": True,
        "created_at": stamp(scaffold.days.ago(project.started), project.shift_starts_utc + 1),
    }


def _date(scaffold: Scaffold, project: ProjectFacts, facts: DateFacts) -> Record:
    start = scaffold.days.ago(project.started)
    actual = None if facts.actual is None else scaffold.days.after(start, facts.actual).isoformat()
    return {
        "project_membership_id": None,
        "name": facts.name,
        "date": scaffold.days.after(start, facts.planned).isoformat(),
        "actual_date": actual,
        "display_on_timeline": facts.on_timeline,
    }
