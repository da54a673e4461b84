"""The people on the jobs and the firms that they work for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.vendors import VendorFacts
from procore_mcp.simulator.world.workdays import stamp
from procore_mcp.simulator.world.world import SignIn

_USER_IDS_FROM = 3_000_000


class PersonFacts(Facts):
    key: str
    vendor: str
    first: str
    last: str
    title: str
    mobile: str
    companies: list[str]
    projects: list[str]
    employee: bool = False
    signs_in: bool = False
    administers: tuple[str, ...] = ()
    left: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.first} {self.last}"


@dataclass(frozen=True, slots=True)
class Person:
    facts: PersonFacts
    record: Record

    @property
    def id(self) -> int:
        return int(str(self.record["id"]))

    @property
    def login(self) -> str:
        return str(self.record["email_address"])

    @property
    def ref(self) -> Record:
        """The short form that most responses use."""
        return {"id": self.id, "login": self.login, "name": self.facts.name}


People = Mapping[str, Person]


def build_people(
    scaffold: Scaffold,
    companies: Mapping[str, Company],
    vendors: Mapping[str, Record],
    project_ids: Mapping[str, int],
) -> dict[str, Person]:
    """Users are global: one record each, whatever number of companies they belong to."""
    firms = {facts.key: facts for facts in load("vendors.json", list[VendorFacts])}
    people: dict[str, Person] = {}
    for facts in load("people.json", list[PersonFacts]):
        firm = firms[facts.vendor]
        record: Record = {
            "id": scaffold.mint("users", _USER_IDS_FROM),
            **_identity(scaffold, facts, firm),
            "vendor": {"id": vendors[facts.vendor]["id"], "name": firm.name},
            "_key": facts.key,
            "_project_ids": [project_ids[key] for key in facts.projects],
            "_inactive_project_ids": [project_ids[key] for key in facts.left],
            "_company_ids": [companies[key].facts.id for key in facts.companies],
            "_admin_company_ids": [companies[key].facts.id for key in facts.administers],
        }
        people[facts.key] = Person(facts, scaffold.add("users", record))
    return people


def _identity(scaffold: Scaffold, facts: PersonFacts, firm: VendorFacts) -> Record:
    dice = scaffold.dice("users")
    return {
        "address": firm.address,
        "avatar": None,
        "business_id": None,
        "business_phone": firm.phone,
        "business_phone_extension": dice.randrange(101, 399),
        "city": firm.city,
        "country_code": firm.country_code,
        "email_address": f"{facts.first}.{facts.last}@{firm.domain}".lower(),
        "email_signature": None,
        "employee_id": f"E{dice.randrange(1000, 9999)}" if facts.employee else None,
        "fax_number": None,
        "first_name": facts.first,
        "name": facts.name,
        "initials": facts.first[0] + facts.last[0],
        "is_active": not facts.left,
        "is_employee": facts.employee,
        "is_insurance_manager": False,
        "job_title": facts.title,
        "last_login_at": stamp(scaffold.days.ago(dice.randrange(1, 6)), 17, dice.randrange(60)),
        "last_name": facts.last,
        "mobile_phone": facts.mobile,
        "notes": None,
        "state_code": firm.state_code,
        "zip": firm.zip,
        "permission_template": None,
        "default_permission_template_id": None,
        "company_permission_template_id": None,
        "origin_id": None,
        "origin_data": None,
        "created_at": stamp(scaffold.days.ago(dice.randrange(340, 420)), 16, dice.randrange(60)),
        "updated_at": stamp(scaffold.days.ago(dice.randrange(2, 60)), 18, dice.randrange(60)),
        "work_classification_id": None,
    }


def sign_ins(people: People) -> list[SignIn]:
    return [SignIn(person.id, person.login, person.facts.name) for person in people.values() if person.facts.signs_in]
