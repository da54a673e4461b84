"""Answers that would be too long: lists end at a record and go on, records say what they leave out."""

from __future__ import annotations

import json

import pytest

from tests.e2e.site import Site
from tests.e2e.told import Told, tell, tell_all

SMALL = 800  # tokens


def size(told: Told) -> int:
    """In tokens, as the setting counts them."""
    return len(json.dumps(told.data, ensure_ascii=False, separators=(",", ":"))) // 4


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "page_size"),
    [
        ("list_rfis", 25),
        ("list_rfis", 7),
        ("list_project_users", 100),
        ("list_documents", 25),
        ("show_permissions", 30),
        ("list_coordination_issues", 50),
    ],
)
async def test_a_list_cut_short_goes_on_without_gap_or_repetition(tool: str, page_size: int, site: Site) -> None:
    async with site.client(settings=site.settings(result_tokens=100_000)) as client:
        whole = [item for told in await tell_all(client, tool, {"page_size": 100}) for item in told.items]
    async with site.client(settings=site.settings(result_tokens=SMALL)) as client:
        pages = await tell_all(client, tool, {"page_size": page_size})
    assert [item for told in pages for item in told.items] == whole
    assert max(map(size, pages)) <= SMALL
    assert len(pages) > len(whole) // page_size + 1


@pytest.mark.anyio
async def test_a_record_too_long_says_what_it_leaves_out_and_how_to_get_it(site: Site) -> None:
    issue = next(iter(site.simulator.store.all("coordination_issues")))
    issue.change({"description": "Clash at grid D5. " * 400})
    async with site.client(settings=site.settings(result_tokens=SMALL)) as client:
        told = await tell(client, "show_coordination_issue", {"issue_id": issue.id})
        asked = await tell(client, "show_coordination_issue", {"issue_id": issue.id, "fields": ["description"]})
    assert size(told) <= SMALL
    assert told.record["id"] == issue.id
    assert told.record["title"] == issue.data["title"]
    assert 'fields=["description"]' in told.record["omitted"]["description"]
    assert size(asked) <= SMALL
    assert asked.record["description"].startswith("Clash at grid D5. Clash")
    assert "of 7,200 characters" in asked.record["omitted"]["description"]


@pytest.mark.anyio
async def test_a_record_within_the_budget_is_whole(site: Site) -> None:
    meeting_id = site.ids("meetings", occurred=True)[0]
    async with site.client(settings=site.settings(result_tokens=100_000)) as client:
        told = await tell(client, "show_meeting", {"meeting_id": meeting_id})
    assert told.record["id"] == meeting_id
    assert "omitted" not in told.record
