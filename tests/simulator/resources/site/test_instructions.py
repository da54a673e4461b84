"""Instructions: numbered, dated when they are issued, of a type that stays while it is used."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

ALL = "/rest/v1.0/projects/{project}/instructions"
TYPES = "/rest/v1.0/projects/{project}/instruction_types"


@pytest.mark.anyio
async def test_a_draft_is_numbered_and_dated_when_issued(procore: Visitor) -> None:
    kind = (await procore.get(TYPES))[0]
    body = {
        "title": "Cover the hoistway",
        "status": "draft",
        "instruction_type_id": kind["id"],
        "description": "Today.",
    }
    made = (await procore.ask("POST", ALL, {"instruction": body})).json()
    assert (made["number"], made["date_issued"]) == ("11", None)
    assert (made["rich_text_description"], made["plain_text_description"]) == ("<p>Today.</p>", "Today.")
    path = f"{ALL}/{made['id']}"
    issued = (await procore.ask("PATCH", path, {"instruction": {"status": "issued", "description": ""}})).json()
    assert issued["date_issued"] == "2026-09-21T12:00:00Z"
    assert issued["rich_text_description"] == ""
    closed = (await procore.ask("PATCH", path, {"instruction": {"status": "closed", "number": "X"}})).json()
    assert (closed["date_issued"], closed["number"]) == (issued["date_issued"], "X")


@pytest.mark.anyio
async def test_an_instruction_is_not_made_closed(procore: Visitor) -> None:
    body = {"title": "Too late", "status": "closed", "instruction_type_id": (await procore.get(TYPES))[0]["id"]}
    assert (await procore.ask("POST", ALL, {"instruction": body})).status_code == 422


@pytest.mark.anyio
async def test_a_type_is_known_by_its_letters(procore: Visitor) -> None:
    made = (await procore.ask("POST", TYPES, {"instruction_type": {"name": "Client Wish"}})).json()
    assert made["prefix"] == "CW"
    assert (await procore.ask("DELETE", f"{TYPES}/{made['id']}")).status_code == 200
