"""Every writing tool, in front of every contract that answers it: what is written can be read back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from mcp import Client

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from procore_mcp.simulator.contracts import load_contracts
from tests.e2e.person import Person
from tests.e2e.rfi import DALE, new_rfi
from tests.e2e.site import Site
from tests.e2e.told import tell, tell_all
from tests.e2e.writing import TIMES, writes

CATALOG = load_catalog()
_PARAMETER = re.compile(r"\{[^}]*\}")


def shape(method: str, path: str) -> tuple[str, str]:
    return method, _PARAMETER.sub("", path)


def writers() -> list[str]:
    """The writing tools that a contract answers."""
    known = {shape(action.method, action.path) for one in load_contracts().values() for action in one.actions}
    tools = (tool for tool in CATALOG.tools.values() if isinstance(tool, Action) and tool.http_method != "GET")
    return sorted(tool.name for tool in tools if shape(tool.http_method, tool.path) in known)


@pytest.fixture(autouse=True)
def narrow_limits(site: Site) -> None:
    site.narrow()


async def done(client: Client, tool: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """The record that a tool answers with, without a warning."""
    told = await tell(client, tool, arguments)
    assert "warnings" not in told.data
    return told.record


def topics(meeting: dict[str, Any]) -> list[dict[str, Any]]:
    return [topic for category in meeting["categories"] for topic in category.get("topics", [])]


def test_every_writing_tool_with_a_contract_is_tried(site_of_writes: list[str]) -> None:
    assert site_of_writes == writers()


@pytest.fixture
def site_of_writes(site: Site) -> list[str]:
    return sorted(writes(site))


@pytest.mark.anyio
@pytest.mark.parametrize("tool", writers())
async def test_no_write_is_sent_again_when_its_answer_is_lost(tool: str, site: Site) -> None:
    action = CATALOG.resolve(tool)
    assert isinstance(action, Action)
    arguments = writes(site)[tool]
    site.simulator.faults.add((action.http_method, ".*"), drop="before_commit")
    async with site.client(settings=site.settings(confirm="never")) as client:
        told = await tell(client, tool, arguments)
    assert told.error["kind"] == "OUTCOME_UNKNOWN"
    assert f"Look with {action.look_with} " in told.error["hint"]
    assert [seen.status for seen in site.sent(action.http_method)] == [0]


@pytest.mark.anyio
async def test_an_rfi_goes_out_is_changed_and_closed(site: Site) -> None:
    async with site.client(person=Person()) as client:
        made = await done(client, "create_rfi", {**new_rfi(site, "Rebar congestion at TG-2"), "due_date": "2026-10-02"})
        rfi = {"rfi_id": made["id"]}
        shown = await done(client, "show_rfi", rfi)
        changed = await done(client, "update_rfi", {**rfi, "subject": "Rebar congestion at TG-3", "due_date": None})
        closed = await done(client, "update_rfi", {**rfi, "accepted": True})
        found = await tell_all(client, "list_rfis", {"search": "Rebar congestion at TG-3"})
    assert (shown["subject"], shown["status"], shown["due_date"]) == ("Rebar congestion at TG-2", "open", "2026-10-02")
    assert [person["id"] for person in shown["assignees"]] == [DALE]
    assert shown["number"].isdigit()
    assert changed["subject"] == "Rebar congestion at TG-3"
    assert "due_date" not in changed
    assert closed["status"] == "closed"
    assert [item["id"] for told in found for item in told.items] == [made["id"]]
    assert site.refusals == 0


@pytest.mark.anyio
async def test_an_rfi_goes_to_the_recycle_bin_and_comes_back(site: Site) -> None:
    async with site.client(person=Person()) as client:
        rfi = {"rfi_id": (await done(client, "create_rfi", new_rfi(site, "Sent by mistake")))["id"]}
        gone = await tell(client, "recycle_rfi", rfi)
        bin_ = [item["id"] for told in await tell_all(client, "list_recycled_rfis", {}) for item in told.items]
        back = await tell(client, "restore_rfi", rfi)
        shown = await done(client, "show_rfi", rfi)
    assert not gone.failed
    assert rfi["rfi_id"] in bin_
    assert not back.failed
    assert shown["subject"] == "Sent by mistake"


@pytest.mark.anyio
async def test_a_reply_is_added_marked_official_and_deleted(site: Site) -> None:
    rfi = {"rfi_id": site.ids("rfis", _project_id=site.facts.project_id)[-1]}
    async with site.client(person=Person()) as client:
        made = await done(client, "create_rfi_reply", {**rfi, "body": "Use the detail on S-501."})
        reply = {**rfi, "reply_id": made["id"]}
        await done(client, "update_rfi_reply", {**reply, "official": True})
        shown = await done(client, "show_rfi_reply", reply)
        assert not (await tell(client, "delete_rfi_reply", reply)).failed
        after = await tell(client, "show_rfi_reply", reply)
    assert (shown["official"], shown["body"]) == (True, "Use the detail on S-501.")
    assert after.error["kind"] == "NOT_FOUND"


@pytest.mark.anyio
async def test_a_project_is_made_and_described(site: Site) -> None:
    async with site.client(person=Person()) as client:
        project = {"project_id": (await done(client, "create_project", {"name": "Gantry Lofts"}))["id"]}
        await done(client, "update_project", {**project, "description": "Now with a roof terrace."})
        shown = await done(client, "show_project", project)
        listed = await tell_all(client, "list_projects", {})
    assert (shown["name"], shown["description"]) == ("Gantry Lofts", "Now with a roof terrace.")
    assert project["project_id"] in [item["id"] for told in listed for item in told.items]


@pytest.mark.anyio
async def test_a_meeting_gets_its_time_its_topics_and_their_minutes(site: Site) -> None:
    async with site.client() as client:
        made = await done(client, "create_meeting", {"title": "Crane briefing", **TIMES, "attendee_ids": [DALE]})
        meeting = {"meeting_id": made["id"]}
        await done(client, "update_meeting", {**meeting, "location": "Level 8 deck", "occurred": True})
        topic = await done(client, "create_meeting_topic", {**meeting, "title": "Tie-in of the hoist"})
        minutes = {"status": "Closed", "minutes": "Tied in on Monday."}
        await done(client, "update_meeting_topic", {**meeting, "topic_id": topic["id"], **minutes})
        shown = await done(client, "show_meeting", meeting)
    assert (shown["title"], shown["location"], shown["occurred"]) == ("Crane briefing", "Level 8 deck", True)
    assert (shown["starts_at"], shown["ends_at"]) == (TIMES["starts_at"], TIMES["ends_at"])
    (kept,) = topics(shown)
    assert {name: kept[name] for name in ("id", "title", "status", "minutes")} == {
        "id": topic["id"],
        "title": "Tie-in of the hoist",
        **minutes,
    }


@pytest.mark.anyio
async def test_a_coordination_issue_is_moved_on_and_its_history_says_so(site: Site) -> None:
    open_issue = {"issue_id": site.ids("coordination_issues", status="open")[0]}
    async with site.client(person=Person()) as client:
        await done(client, "update_coordination_issue", {**open_issue, "status": "ready_for_review"})
        shown = await done(client, "show_coordination_issue", open_issue)
        history = await tell(client, "list_coordination_issue_changes", open_issue)
    assert shown["status"] == "ready_for_review"
    assert ("open", "ready_for_review") in [(item.get("old_value"), item["new_value"]) for item in history.items]
