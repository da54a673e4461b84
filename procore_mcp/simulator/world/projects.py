"""Projects, and who may see them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp


class ProjectFacts(Facts):
    key: str
    rfi_manager: str
    company: str
    id: int
    name: str
    number: str
    address: str
    city: str
    state_code: str | None
    country_code: str
    zip: str
    county: str
    time_zone: str
    tz_name: str
    shift_starts_utc: int
    latitude: float
    longitude: float
    stage: str
    active: bool
    flag: str | None
    type: str
    region: str | None
    office: str | None
    departments: list[str]
    bid_type: str | None
    owner_type: str | None
    description: str
    square_feet: int
    total_value: str
    estimated_value: str
    work_scope: str
    delivery_method: str | None
    started: int
    runs: int
    disabled_tools: list[str]
    content: list[str]


def load_projects() -> list[ProjectFacts]:
    return load("projects.json", list[ProjectFacts])


def build_projects(scaffold: Scaffold, companies: Mapping[str, Company], people: People) -> dict[str, Record]:
    return {
        facts.key: scaffold.add("projects", _project(scaffold, facts, companies[facts.company], people))
        for facts in load_projects()
    }


def _project(scaffold: Scaffold, facts: ProjectFacts, company: Company, people: People) -> Record:
    return {
        "id": facts.id,
        "name": facts.name,
        "display_name": f"{facts.number} - {facts.name}",
        "project_number": facts.number,
        "code": facts.number,
        **_flags(facts),
        **_site(facts),
        **_dates(scaffold, facts),
        **_money(facts),
        **_lists(facts, company),
        **_plumbing(facts, people),
        "company": company.ref,
        "_key": facts.key,
        "_company_id": company.facts.id,
        "_project_id": facts.id,
        "_visible_to": [*_visible_to(facts, company, people)],
        "_disabled_tools": [*facts.disabled_tools],
    }


def _flags(facts: ProjectFacts) -> Record:
    return {
        "active": facts.active,
        "is_demo": False,
        "template": False,
        "flag": facts.flag,
        "description": facts.description,
        "public_notes": None,
        "persistent_message": None,
        "locale": "en" if facts.country_code == "US" else "en-GB",
        "dictionary_type": "en",
        "work_scope": facts.work_scope,
        "delivery_method": facts.delivery_method,
        "sector": None,
        "project_sector_id": None,
        "is_erp_integrated": False,
        "priority": "high" if facts.key == "alder" else "medium",
    }


def _site(facts: ProjectFacts) -> Record:
    names = ("address", "city", "state_code", "country_code", "zip", "county", "time_zone", "tz_name", "square_feet")
    return {
        **{name: getattr(facts, name) for name in names},
        "latitude": facts.latitude,
        "longitude": facts.longitude,
        "phone": None,
        "fax": None,
        "store_number": None,
        "designated_market_area": None,
    }


def _dates(scaffold: Scaffold, facts: ProjectFacts) -> Record:
    start = scaffold.days.ago(facts.started)
    finish = start + dt.timedelta(days=facts.runs * 7 // 5)
    shown = {name: start.isoformat() for name in ("start_date", "actual_start_date", "estimated_start_date")}
    ends = ("completion_date", "projected_finish_date", "estimated_completion_date", "warranty_start_date")
    return {
        **shown,
        **{name: finish.isoformat() for name in ends},
        "warranty_end_date": (finish + dt.timedelta(days=365)).isoformat(),
        "created_at": stamp(scaffold.days.ago(facts.started + 20), facts.shift_starts_utc + 2),
        "updated_at": stamp(scaffold.days.ago(1), facts.shift_starts_utc + 7),
    }


def _money(facts: ProjectFacts) -> Record:
    return {
        "total_value": facts.total_value,
        "estimated_value": facts.estimated_value,
        "estimated_budget": None,
        "accounting_project_number": facts.number.replace("-", ""),
        "standard_cost_code_list_id": None,
        "owners_project_id": None,
    }


def _lists(facts: ProjectFacts, company: Company) -> Record:
    """The company's list entries that the project points at, each as an object and as an id."""
    chosen = {
        "project_stage": company.entry("project_stages", facts.stage),
        "project_type": company.entry("project_types", facts.type),
        "project_region": company.entry("project_regions", facts.region),
        "project_bid_type": company.entry("project_bid_types", facts.bid_type),
        "project_owner_type": company.entry("project_owner_types", facts.owner_type),
    }
    refs: Record = {name: _short(entry) for name, entry in chosen.items()}
    ids: Record = {f"{name}_id": entry and entry["id"] for name, entry in chosen.items() if name != "project_type"}
    office = company.entry("offices", facts.office)
    return {
        **refs,
        **ids,
        "stage": facts.stage,
        "office": office and {name: value for name, value in office.items() if not name.startswith("_")},
        "departments": [_short(company.lists["departments"][name]) for name in facts.departments],
        "program": None,
    }


def _short(entry: Record | None) -> Record | None:
    return entry and {"id": entry["id"], "name": entry["name"]}


def _plumbing(facts: ProjectFacts, people: People) -> Record:
    nothing = (
        "logo_id", "logo_url", "parent_job_id", "parent_job", "from_project_template_id", "project_template",
        "photo_id", "photo_url", "origin_id", "origin_data", "origin_code",
    )  # fmt: skip
    mailbox = f"project+{facts.id}@us.procoretech.example.com"
    founder = [person for person in people.values() if facts.key in person.facts.projects and person.facts.employee][-1]
    return {
        **dict.fromkeys(nothing),
        "inbound_email": mailbox,
        "inbound_email_address": mailbox,
        "created_by": founder.ref,
        "custom_fields": {},
    }


def _visible_to(facts: ProjectFacts, company: Company, people: People) -> list[int]:
    return [
        person.id
        for person in people.values()
        if facts.key in person.facts.projects or company.facts.key in person.facts.administers
    ]
