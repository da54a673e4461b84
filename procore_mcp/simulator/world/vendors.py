"""Firms in the company directories."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp


class VendorFacts(Facts):
    key: str
    company: str
    name: str
    abbreviated_name: str
    trade_name: str
    address: str
    city: str
    state_code: str | None
    zip: str
    phone: str
    domain: str
    license_number: str | None
    contact: str
    projects: list[str]
    codes: list[str]

    @property
    def country_code(self) -> str:
        return "US" if self.state_code else "GB"


def build_vendors(
    scaffold: Scaffold, companies: Mapping[str, Company], project_ids: Mapping[str, int]
) -> dict[str, Record]:
    """Vendors without their primary contact: people come later, because they refer to their firm."""
    return {
        facts.key: scaffold.add("vendors", _vendor(scaffold, facts, companies[facts.company], project_ids))
        for facts in load("vendors.json", list[VendorFacts])
    }


def _vendor(scaffold: Scaffold, facts: VendorFacts, company: Company, project_ids: Mapping[str, int]) -> Record:
    on_projects = [project_ids[key] for key in facts.projects]
    trades = company.lists["trades"]
    return {
        "id": scaffold.mint("vendors", company.facts.id_base),
        **_contact_details(facts),
        "company": company.facts.name,
        "is_active": True,
        "prequalified": bool(facts.codes),
        "authorized_bidder": bool(facts.codes),
        "labor_union": None,
        "union_member": False,
        "non_union_prevailing_wage": False,
        "logo": None,
        "notes": None,
        "origin_id": None,
        "origin_data": None,
        "origin_code": None,
        "parent": None,
        "project_ids": [*on_projects],
        "trades": [_trade(trades[facts.trade_name])] if facts.trade_name in trades else [],
        "created_at": stamp(scaffold.days.ago(410), 16),
        "updated_at": stamp(scaffold.days.ago(scaffold.dice("vendors").randrange(5, 120)), 19),
        "_key": facts.key,
        "_company_id": company.facts.id,
        "_project_ids": [*on_projects],
    }


def _trade(trade: Record) -> Record:
    return {"id": trade["id"], "name": trade["name"]}


def _contact_details(facts: VendorFacts) -> Record:
    return {
        "name": facts.name,
        "abbreviated_name": facts.abbreviated_name,
        "address": facts.address,
        "business_phone": facts.phone,
        "city": facts.city,
        "country_code": facts.country_code,
        "email_address": f"office@{facts.domain}",
        "fax_number": None,
        "license_number": facts.license_number,
        "mobile_phone": None,
        "state_code": facts.state_code,
        "trade_name": facts.trade_name,
        "website": f"www.{facts.domain}",
        "zip": facts.zip,
    }


def add_primary_contacts(vendors: Mapping[str, Record], contacts: Mapping[str, Record]) -> None:
    """`contacts` are user records by the person's key."""
    shown = ("id", "first_name", "last_name", "email_address", "business_phone", "mobile_phone")
    for facts in load("vendors.json", list[VendorFacts]):
        person = contacts[facts.contact]
        vendors[facts.key]["primary_contact"] = {name: person[name] for name in shown}
