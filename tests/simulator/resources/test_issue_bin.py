"""Coordination issues thrown away and fetched back, counted, and offered as filters."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

V1 = "/rest/v1.0/coordination_issues"
BIN = f"{V1}/recycle_bin"
HERE = "project_id={project}"
FIELDS = (
    "status", "assignee_id", "assignee_company_id", "created_by_id", "created_by_company_id", "created_from",
    "location_id", "coordination_issue_file_id",
)  # fmt: skip


async def an_open_issue(procore: Visitor) -> dict[str, Any]:
    return (await procore.get(f"{V1}?{HERE}&filters[status][]=open&per_page=1"))[0]


@pytest.mark.anyio
async def test_a_deleted_issue_is_in_the_bin_until_it_is_restored(procore: Visitor) -> None:
    issue = await an_open_issue(procore)
    path = f"{V1}/{issue['id']}?{HERE}"
    answer = await procore.ask("DELETE", path)
    assert (answer.status_code, answer.content) == (204, b"")
    assert (await procore.ask("GET", path)).status_code == 404
    assert issue["id"] not in [item["id"] for item in await procore.get(f"{V1}?{HERE}")]
    assert [item["id"] for item in await procore.get(f"{BIN}?{HERE}")] == [issue["id"]]
    assert await procore.get(f"{BIN}?{HERE}&filters[status][]=closed") == []
    assert (await procore.get(f"{BIN}/{issue['id']}?{HERE}&view=extended"))["title"] == issue["title"]
    restored = await procore.ask("PATCH", f"{BIN}/{issue['id']}", {"project_id": procore.facts.project_id})
    assert (restored.status_code, restored.content) == (204, b"")
    assert (await procore.get(path))["id"] == issue["id"]
    assert (await procore.ask("GET", f"{BIN}/{issue['id']}?{HERE}")).status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize(("body", "status"), [({}, 400), ({"project_id": "x"}, 400), ({"project_id": 1, "id": 2}, 406)])
async def test_a_flat_body_is_checked_like_any_other(body: dict[str, Any], status: int, procore: Visitor) -> None:
    answer = await procore.ask("PATCH", f"{BIN}/1", body)
    assert answer.status_code == status, answer.text


@pytest.mark.anyio
async def test_totals_count_what_is_not_in_the_bin(procore: Visitor) -> None:
    before = await procore.get(f"{V1}/status_total?{HERE}")
    assert sum(before.values()) == len(await procore.get(f"{V1}?{HERE}"))
    await procore.ask("DELETE", f"{V1}/{(await an_open_issue(procore))['id']}?{HERE}")
    after = await procore.get(f"{V1}/status_total?{HERE}")
    assert after == before | {"open_count": before["open_count"] - 1}
    assert sum((await procore.get(f"{V1}/status_total?{HERE}&workflow_issues=true")).values()) == 0


@pytest.mark.anyio
async def test_every_filter_option_leads_to_issues(procore: Visitor) -> None:
    index = {item["key"]: item for item in await procore.get(f"{V1}/filter_options?{HERE}")}
    assert index.keys() == {*FIELDS, "watcher_id"}
    for field in FIELDS:
        options = await procore.get(index[field]["endpoint"])
        assert all(set(option) == {"key", "value"} for option in options)
        found = [await procore.get(f"{V1}?{HERE}&filters[{field}][]={option['key']}") for option in options]
        assert any(found)
    watchers = await procore.get(f"{V1}/filter_options/watcher_id?{HERE}&locale=en")
    v2 = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues"
    assert (await procore.get(f"{v2}?filters[watcher_id]={watchers[0]['key']}"))["data"]
    assert (await procore.ask("GET", f"{V1}/filter_options/colour?{HERE}")).status_code == 404


@pytest.mark.anyio
async def test_options_of_one_model_file_are_those_of_its_issues(procore: Visitor) -> None:
    path = f"{V1}/filter_options/location_id?{HERE}"
    file = (await procore.get(f"{V1}/filter_options/coordination_issue_file_id?{HERE}"))[0]["key"]
    some = await procore.get(f"{path}&filters[bim_file_id]={file}")
    assert {item["key"] for item in some} <= {item["key"] for item in await procore.get(path)}
    assert await procore.get(f"{path}&filters[bim_file_id]=1") == []


@pytest.mark.anyio
async def test_issues_without_an_assignee_offer_none(procore: Visitor, simulator: Simulator) -> None:
    for row in simulator.store.owned("coordination_issues", "_project_id", procore.facts.project_id):
        row.change({"assignee": None})
    for field in ("assignee_id", "assignee_company_id"):
        assert await procore.get(f"{V1}/filter_options/{field}?{HERE}") == []


@pytest.mark.anyio
async def test_assignees_have_at_least_the_level_asked_for(procore: Visitor, simulator: Simulator) -> None:
    everyone = await procore.get(f"{V1}/assignees?{HERE}")
    assert set(everyone[0]) == {"id", "name", "login", "company_name", "locale"}
    admins = await procore.get(f"{V1}/assignees?{HERE}&min_access_level=admin")
    assert {"Dale Kowalczyk"} == {item["name"] for item in everyone} - {item["name"] for item in admins}
    standard = await procore.get(f"{V1}/assignees?{HERE}&min_access_level=standard")
    assert standard == everyone
    for row in list(simulator.store.owned("tools", "_project_id", procore.facts.project_id)):
        simulator.store.remove("tools", row)
    assert await procore.get(f"{V1}/assignees?{HERE}&min_access_level=admin") == everyone


@pytest.mark.anyio
async def test_the_author_of_a_change_is_told_in_the_extended_view_only(procore: Visitor) -> None:
    closed = (await procore.get(f"{V1}?{HERE}&filters[status][]=closed&per_page=1"))[0]["id"]
    path = f"{V1}/{closed}/change_history?{HERE}"
    assert set((await procore.get(f"{path}&view=compact"))[0]) == {"id"}
    assert "created_by" not in (await procore.get(path))[0]
    assert (await procore.get(f"{path}&view=extended"))[0]["created_by"]["company_name"]
