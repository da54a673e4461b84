"""Incidents and what belongs to them."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

INCIDENTS = "/rest/v1.0/projects/{project}/incidents"


@pytest.mark.anyio
async def test_a_row_counts_the_records_that_one_incident_shows(procore: Visitor) -> None:
    rows = await procore.get(f"{INCIDENTS}?sort=-event_date")
    shown = await procore.get(f"{INCIDENTS}/{rows[1]['id']}")
    kinds = ("injuries", "near_misses", "property_damages", "environmentals")
    assert (rows[1]["records_count"], "injuries" in rows[1]) == (sum(bool(shown[kind]) for kind in kinds), False)
    opened = await procore.get(f"{INCIDENTS}?filters[status]=open&filters[recordable]=true")
    assert [item["title"] for item in opened] == ["Back strain while moving duct"]


@pytest.mark.anyio
@pytest.mark.parametrize("kind", ["injuries", "near_misses", "property_damages", "environmentals"])
async def test_records_lead_back_to_their_incident(procore: Visitor, kind: str) -> None:
    records = await procore.get(f"{INCIDENTS}/{kind}?sort=full_number")
    incident = await procore.get(f"{INCIDENTS}/{records[0]['incident_id']}")
    assert [item["id"] for item in incident[kind]] == [records[0]["id"]]
    assert await procore.get(f"{INCIDENTS}/{kind}?incident_id={incident['id']}") == [records[0]]


@pytest.mark.anyio
async def test_injuries_are_found_by_what_was_filed_and_what_did_harm(procore: Visitor) -> None:
    (cut,) = await procore.get(f"{INCIDENTS}/injuries?filters[filing_type]=medically_treated")
    source = cut["harm_source"]["id"]
    sources = await procore.get("/rest/v1.0/companies/{company}/incidents/harm_sources?sort=name")
    assert source in [item["id"] for item in sources]
    found = await procore.get(f"{INCIDENTS}/injuries?filters[harm_source_id]={source}")
    assert [item["id"] for item in found] == [cut["id"]]
