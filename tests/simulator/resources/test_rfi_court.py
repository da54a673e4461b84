"""Whose turn it is with an RFI."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
NEWER = "/rest/v1.1/projects/{project}/rfis"


def holders(rfi: dict[str, Any]) -> list[str]:
    return [person["name"] for person in rfi["ball_in_courts"]]


class Dale:
    """Someone who is assigned, with a token of his own."""

    def __init__(self, procore: Visitor, simulator: Simulator, number: int) -> None:
        self.procore = procore
        self.token = simulator.sign_in(number).access_token

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        return await self.procore.ask(method, path, body, Authorization=f"Bearer {self.token}")


@pytest.fixture
async def dale(procore: Visitor, simulator: Simulator) -> Dale:
    return Dale(procore, simulator, await procore.someone())


@pytest.mark.anyio
async def test_the_manager_moves_the_ball_either_way(procore: Visitor) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    advance = f"{NEWER}/{rfi}/advance_ball_in_court"
    first = (await procore.ask("PATCH", advance)).json()
    assert (holders(first), first["ball_in_court"]["id"]) == (["Priya Raman"], procore.facts.user_id)
    second = (await procore.ask("PATCH", advance)).json()
    assert holders(second) == ["Dale Kowalczyk"]
    shown = await procore.get(f"{RFIS}/{rfi}")
    assert (holders(shown), shown["ball_in_court_role"]) == (["Dale Kowalczyk"], "assignees")


@pytest.mark.anyio
async def test_an_assignee_gives_the_ball_back_after_a_reply(procore: Visitor, dale: Dale) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    advance = f"{NEWER}/{rfi}/advance_ball_in_court"
    assert (await dale.ask("PATCH", advance)).status_code == 403
    assert (await dale.ask("POST", f"{RFIS}/{rfi}/replies", {"reply": {"body": "Detail 4."}})).status_code == 201
    answer = await dale.ask("PATCH", advance)
    assert (answer.status_code, holders(answer.json())) == (200, ["Priya Raman"])
    assert (await dale.ask("PATCH", advance)).status_code == 403


@pytest.mark.anyio
async def test_an_assignee_forwards_to_one_person_who_then_has_the_ball(procore: Visitor, dale: Dale) -> None:
    leah, marcus = await procore.someone("Leah"), await procore.someone("Marcus")
    people = [await procore.someone(), marcus]
    rfi = (await procore.new_rfi(assignee_ids=people)).json()["id"]
    forward = f"{NEWER}/{rfi}/forward_for_review"
    answer = await dale.ask("PATCH", forward, {"rfi": {"forwardee_ids": [leah]}})
    assert (answer.status_code, holders(answer.json())) == (200, ["Marcus Bell", "Leah Sorensen"])
    assert [person["id"] for person in answer.json()["assignees"]] == people


@pytest.mark.anyio
@pytest.mark.parametrize("people", [None, [], [1, 2], [1]])
async def test_forwarding_needs_exactly_one_person_of_the_project(people: Any, procore: Visitor, dale: Dale) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    body = {"rfi": {} if people is None else {"forwardee_ids": people}}
    answer = await dale.ask("PATCH", f"{NEWER}/{rfi}/forward_for_review", body)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["forwardee_ids"])


@pytest.mark.anyio
async def test_only_an_assignee_whose_turn_it_is_forwards(procore: Visitor, dale: Dale) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    body = {"rfi": {"forwardee_ids": [await procore.someone("Leah")]}}
    assert (await procore.ask("PATCH", f"{NEWER}/{rfi}/forward_for_review", body)).status_code == 403
    await procore.ask("PATCH", f"{NEWER}/{rfi}/advance_ball_in_court")
    assert (await dale.ask("PATCH", f"{NEWER}/{rfi}/forward_for_review", body)).status_code == 403


@pytest.mark.anyio
async def test_a_closed_rfi_is_in_nobodys_court(procore: Visitor) -> None:
    rfi = (await procore.get(f"{RFIS}?filters[status]=closed&per_page=1"))[0]["id"]
    assert (await procore.ask("PATCH", f"{NEWER}/{rfi}/advance_ball_in_court")).status_code == 400
