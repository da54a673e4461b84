"""Specifications: sections, revisions, sets, uploads and terms."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from tests.simulator.visitor import Visitor

SECTIONS = "/rest/v1.0/specification_sections"
DIVISIONS = "/rest/v1.0/specification_section_divisions"
REVISIONS = "/rest/v1.0/specification_section_revisions"
SETS = "/rest/v1.0/projects/{project}/specification_sets"
UPLOADS = "/rest/v1.0/projects/{project}/specification_uploads"
HERE = "?project_id={project}"


async def division(procore: Visitor, number: str) -> int:
    found = await procore.get(f"{DIVISIONS}{HERE}")
    return next(item["id"] for item in found if item["number"] == number)


@pytest.mark.anyio
async def test_sections_come_all_at_once_and_sorted(procore: Visitor) -> None:
    answer = await procore.ask("GET", f"{SECTIONS}{HERE}&sort=-number")
    numbers = [item["number"] for item in answer.json()]
    assert ("Link" in answer.headers, numbers) == (False, sorted(numbers, reverse=True))


@pytest.mark.anyio
async def test_a_revision_leads_to_the_text_of_its_section(procore: Visitor, storage: httpx2.AsyncClient) -> None:
    concrete = await division(procore, "03")
    newest = await procore.get(f"{REVISIONS}{HERE}&specification_section_division_id={concrete}")
    every = await procore.get(f"{REVISIONS}{HERE}&specification_section_division_id={concrete}&all_revisions=true")
    assert len({item["specification_section_id"] for item in every}) == len(newest) < len(every)
    shown = await procore.get(f"{REVISIONS}/{newest[0]['id']}{HERE}")
    assert (shown["section_name"], "number" in shown) == (newest[0]["description"], False)
    link = await procore.ask("GET", shown["url"])
    paper = await storage.get(link.headers["Location"])
    assert paper.content.startswith(b"%PDF")


@pytest.mark.anyio
async def test_a_section_belongs_to_a_division(procore: Visitor) -> None:
    made = await procore.ask(
        "POST", f"{DIVISIONS}{HERE}", {"specification_section_division": {"number": "12", "description": "Furnishings"}}
    )
    assert made.status_code == 201, made.text
    body = {"number": "12 48 13", "specification_section_division_id": made.json()["id"]}
    section = await procore.ask("POST", f"{SECTIONS}{HERE}", {"specification_section": body})
    assert (section.status_code, section.json()["label"]) == (201, "12 48 13")
    named = await procore.ask("POST", f"{SECTIONS}{HERE}", {"specification_section": body | {"description": "Mats"}})
    assert named.json()["label"] == "12 48 13 - Mats"
    nowhere = {"specification_section": body | {"specification_section_division_id": 1}}
    assert (await procore.ask("POST", f"{SECTIONS}{HERE}", nowhere)).status_code == 422


@pytest.mark.anyio
async def test_a_new_set_comes_last(procore: Visitor) -> None:
    before = await procore.get(SETS)
    made = (await procore.ask("POST", SETS, {"name": "Bulletin 9", "date": "2026-09-18"})).json()
    assert (made["position"], made["date"], made["created_at"]) == (len(before) + 1, "2026-09-18", "2026-09-21")
    assert await procore.get(f"{SETS}/{made['id']}") == made


@pytest.mark.anyio
async def test_an_upload_answers_one_entry_per_file(procore: Visitor) -> None:
    issue = (await procore.get(SETS))[0]["id"]
    body: dict[str, Any] = {"specification_set_id": issue, "spec_format": "CSI", "upload_uuids": ["a", "b"]}
    made = await procore.ask("POST", UPLOADS, body)
    assert ([entry["status"] for entry in made.json()], made.status_code) == (["in_review", "in_review"], 201)
    waiting = await procore.get(f"{UPLOADS}?filters[status]=in_review")
    assert [entry["id"] for entry in waiting] == [entry["id"] for entry in made.json()]
    assert (await procore.ask("POST", UPLOADS, body | {"specification_set_id": 1})).status_code == 400


@pytest.mark.anyio
async def test_terms_and_areas(procore: Visitor) -> None:
    section = (await procore.get(f"{SECTIONS}{HERE}"))[3]
    path = f"/rest/v1.1/projects/{{project}}/specification_section_terms?specification_section_ids={section['id']}"
    (found,) = await procore.get(path)
    assert (found["terms"][0], "id" in found) == ({"page_number": 1, "text": section["description"]}, False)
    areas = await procore.get("/rest/v2.1/companies/{company}/projects/{project}/specification_areas")
    assert isinstance(areas["data"][0]["id"], str)
