"""Replies live under their RFI."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"


async def replied(procore: Visitor, **fields: Any) -> tuple[str, dict[str, Any]]:
    """The path of the replies of a new RFI, and one reply to it."""
    path = f"{RFIS}/{(await procore.new_rfi()).json()['id']}/replies"
    answer = await procore.ask("POST", path, {"reply": {"body": "See detail 4."} | fields})
    assert answer.status_code == 201
    return path, answer.json()


@pytest.mark.anyio
async def test_a_reply_names_its_author_in_plain_text(procore: Visitor) -> None:
    path, reply = await replied(procore)
    assert (reply["created_by"], reply["created_by_id"]) == (procore.facts.user_name, procore.facts.user_id)
    assert (reply["plain_text_body"], reply["rich_text_body"]) == ("See detail 4.", "<p>See detail 4.</p>")
    assert (reply["official"], reply["answer_date"]) == (False, "2026-09-21T12:00:00Z")
    assert "created_at" not in reply
    assert await procore.get(path) == [reply]
    assert await procore.get(f"{path}/{reply['id']}") == reply


@pytest.mark.anyio
async def test_rich_text_stays_as_it_is(procore: Visitor) -> None:
    _, reply = await replied(procore, body="<b>No.</b>")
    assert reply["rich_text_body"] == "<b>No.</b>"


@pytest.mark.anyio
async def test_the_first_reply_of_all_shows_what_is_known_of_it(procore: Visitor, simulator: Simulator) -> None:
    for row in list(simulator.store.all("rfi_replies")):
        simulator.store.remove("rfi_replies", row)
    _, reply = await replied(procore)
    assert reply["plain_text_body"] == "See detail 4."


@pytest.mark.anyio
async def test_only_official_can_be_changed(procore: Visitor) -> None:
    path, reply = await replied(procore)
    changed = await procore.ask("PATCH", f"{path}/{reply['id']}", {"reply": {"official": True}})
    assert changed.json()["official"] is True
    refused = await procore.ask("PATCH", f"{path}/{reply['id']}", {"reply": {"body": "Other words"}})
    assert refused.status_code == 406


@pytest.mark.anyio
async def test_a_deleted_reply_is_gone_from_its_rfi_too(procore: Visitor) -> None:
    path, reply = await replied(procore)
    rfi = path.removesuffix("/replies")
    assert (await procore.get(rfi))["questions"][0]["answers"]
    deleted = await procore.ask("DELETE", f"{path}/{reply['id']}")
    assert (deleted.status_code, deleted.content) == (200, b"")
    assert (await procore.ask("GET", f"{path}/{reply['id']}")).status_code == 404
    assert (await procore.get(rfi))["questions"][0]["answers"] == []


@pytest.mark.anyio
async def test_a_reply_is_not_found_under_another_rfi(procore: Visitor) -> None:
    _, reply = await replied(procore)
    elsewhere, _ = await replied(procore)
    assert (await procore.ask("GET", f"{elsewhere}/{reply['id']}")).status_code == 404
