"""Companies and the lists that each company keeps for its projects."""

from __future__ import annotations

from dataclasses import dataclass, field

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp


class OfficeFacts(Facts):
    name: str
    address: str
    city: str
    state_code: str | None
    country_code: str
    zip: str
    phone: str
    division: str


class CompanyFacts(Facts):
    key: str
    id: int
    name: str
    id_base: int
    zone: str
    web_base_url: str
    installed: bool
    vendor: str | None
    stages: list[tuple[str, str]]
    departments: list[str]
    offices: list[OfficeFacts]
    regions: list[str]
    types: list[str]
    bid_types: list[str]
    owner_types: list[str]
    trades: list[str]


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its lists, each entry found by name."""

    facts: CompanyFacts
    record: Record
    lists: dict[str, dict[str, Record]] = field(default_factory=dict[str, dict[str, Record]])

    @property
    def ref(self) -> Record:
        return {"id": self.facts.id, "name": self.facts.name}

    def entry(self, resource: str, name: str | None) -> Record | None:
        return None if name is None else self.lists[resource][name]


def build_companies(scaffold: Scaffold) -> dict[str, Company]:
    return {facts.key: _company(scaffold, facts) for facts in load("companies.json", list[CompanyFacts])}


def _company(scaffold: Scaffold, facts: CompanyFacts) -> Company:
    record: Record = {
        "id": facts.id,
        "name": facts.name,
        "is_active": True,
        "logo_url": None,
        "pcn_business_experience": False,
        "my_company": facts.key == "calloway",
        "_key": facts.key,
        "_company_id": facts.id,
        "_zone": facts.zone,
        "_web_base_url": facts.web_base_url,
        "_app_installed": facts.installed,
    }
    company = Company(facts, scaffold.add("companies", record))
    _add_list(scaffold, company, "project_stages", {name: _stage(kind) for name, kind in facts.stages})
    _add_list(scaffold, company, "offices", {office.name: _office(office) for office in facts.offices})
    for resource, names in _named_lists(facts).items():
        _add_list(scaffold, company, resource, {name: _extra(scaffold, resource) for name in names})
    return company


def _named_lists(facts: CompanyFacts) -> dict[str, list[str]]:
    return {
        "departments": facts.departments,
        "project_regions": facts.regions,
        "project_types": facts.types,
        "project_bid_types": facts.bid_types,
        "project_owner_types": facts.owner_types,
        "trades": facts.trades,
    }


def _extra(scaffold: Scaffold, resource: str) -> Record:
    if resource == "departments":
        return {"origin_data": None, "origin_id": None}
    if resource == "trades":
        return {"active": True, "updated_at": stamp(scaffold.days.ago(400), 16)}
    return {}


def _stage(category: str) -> Record:
    return {
        "is_bidding_stage": category == "pre_construction",
        "is_concept_stage": False,
        "category": category,
        "readonly": False,
        "default_stage": category == "course_of_construction",
        "hideable": True,
        "has_rfi_prefixes": False,
        "project_stage_has_children": False,
    }


def _office(office: OfficeFacts) -> Record:
    return {**office.model_dump(exclude={"name"}), "fax": None, "logo": None}


def _add_list(scaffold: Scaffold, company: Company, resource: str, entries: dict[str, Record]) -> None:
    company.lists[resource] = {
        name: scaffold.add(
            resource,
            {
                "id": scaffold.mint(resource, company.facts.id_base),
                "name": name,
                **rest,
                "_company_id": company.facts.id,
            },
        )
        for name, rest in entries.items()
    }
