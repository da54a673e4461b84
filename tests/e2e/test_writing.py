"""Writes whose answer is lost, and writes of projects and coordination issues read back."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.tool import Action
from tests.e2e.contracts import CATALOG, answered
from tests.e2e.guidance import guidance
from tests.e2e.person import Person
from tests.e2e.reading import recycle_an_issue
from tests.e2e.site import Site
from tests.e2e.told import done, tell, tell_all
from tests.e2e.writing_something import something_to_write


@pytest.fixture(autouse=True)
def narrow_limits(site: Site) -> None:
    site.narrow()


@pytest.mark.anyio
@pytest.mark.parametrize("tool", answered(reading=False))
async def test_no_write_is_sent_again_when_its_answer_is_lost(tool: str, site: Site) -> None:
    action = CATALOG.resolve(tool)
    assert isinstance(action, Action)
    recycle_an_issue(site)
    async with site.client(settings=site.settings(confirm="never")) as client:
        arguments = await something_to_write(client, action, guidance(site).get(tool, {}))
        site.simulator.faults.add((action.http_method, ".*"), drop="before_commit")
        told = await tell(client, tool, arguments)
    assert told.error["kind"] == "OUTCOME_UNKNOWN"
    assert (f"Look with {action.look_with} " if action.look_with else "Read the record") in told.error["hint"]
    assert [seen.status for seen in site.sent(action.http_method)] == [0]


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
async def test_a_coordination_issue_is_moved_on_and_its_history_says_so(site: Site) -> None:
    open_issue = {"issue_id": site.ids("coordination_issues", status="open")[0]}
    async with site.client(person=Person()) as client:
        await done(client, "update_coordination_issue", {**open_issue, "status": "ready_for_review"})
        shown = await done(client, "show_coordination_issue", open_issue)
        history = await tell(client, "list_coordination_issue_changes", open_issue)
    assert shown["status"] == "ready_for_review"
    assert ("open", "ready_for_review") in [(item.get("old_value"), item["new_value"]) for item in history.items]
