"""What the firms are insured with; some policies ran out, and some soon will."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.vendors import VendorFacts

_KINDS = (
    ("General Liability", "Cascadia Mutual", "2,000,000.00"),
    ("Workers Compensation", "Pacific State Fund", "1,000,000.00"),
    ("Automobile Liability", "Harbor & Vale Casualty", "1,000,000.00"),
)
_LIABILITY = _KINDS[0]
_DAYS_LEFT = {3: 21, 4: -12}


def build_insurances(
    scaffold: Scaffold,
    company: Company,
    projects: list[ProjectFacts],
    firms: list[tuple[VendorFacts, Record]],
) -> None:
    """Three policies of every firm for the company, and the first again for each of its projects."""
    by_key: Mapping[str, ProjectFacts] = {project.key: project for project in projects}
    for place, (facts, vendor) in enumerate(firms):
        for kind in _KINDS:
            policy = _policy(scaffold, vendor, kind, place)
            number = scaffold.mint("company_insurances", company.facts.id_base)
            owner: Record = {"_company_id": company.facts.id, "_vendor_id": vendor["id"]}
            scaffold.add("company_insurances", {"id": number, **policy, **owner})
            if kind is _LIABILITY:
                for key in facts.projects:
                    number = scaffold.mint("project_insurances", company.facts.id_base)
                    here = {**owner, "_project_id": by_key[key].id}
                    scaffold.add("project_insurances", {"id": number, **policy, **here})


def _policy(scaffold: Scaffold, vendor: Record, kind: tuple[str, str, str], place: int) -> Record:
    name, provider, limit = kind
    dice = scaffold.dice("insurances")
    days = dice.randrange(60, 330)
    if kind is _LIABILITY:
        days = _DAYS_LEFT.get(place % 5, days)
    ends = scaffold.days.today + dt.timedelta(days=days)
    return {
        "effective_date": (ends - dt.timedelta(days=365)).isoformat(),
        "enable_expired_insurance_notifications": True,
        "exempt": False,
        "expiration_date": ends.isoformat(),
        "info_received": True,
        "insurance_provider": provider,
        "insurance_type": name,
        "limit": limit,
        "notes": "Renewal certificate requested." if ends < scaffold.days.today else None,
        "policy_number": f"{''.join(word[0] for word in name.split())}-{dice.randrange(100000, 999999)}",
        "status": "expired" if ends < scaffold.days.today else "compliant",
        "vendor_id": vendor["id"],
        "additional_insured": "Yes" if kind is _LIABILITY else None,
        "division_template": None,
        "insurance_sets": None,
        "origin_data": None,
        "origin_id": None,
    }
