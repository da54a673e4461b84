"""Rows that are companies or projects: nobody meets more of them than the address and the lists of the server leave."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.session import Session
from procore_mcp.errors import BadArguments, NotAllowed
from tests.engine.canned import CannedProcore, engine, session

pytestmark = pytest.mark.anyio
COMPANIES, PROJECTS, SYNC = "/rest/v1.0/companies", "/rest/v1.1/projects", "/rest/v1.0/projects/sync"


def procore() -> CannedProcore:
    companies = [{"id": number, "name": f"Company {number}"} for number in (7, 8, 9)]
    projects = [{"id": number, "name": f"Project {number}"} for number in (41, 42, 43)]
    return CannedProcore({COMPANIES: companies, PROJECTS: projects, SYNC: {"entities": [], "errors": []}})


def anywhere(**more: Any) -> Session:
    return session(procore(), **more)


async def ids(tool: str, caller: Session) -> tuple[list[int], str | None]:
    data: Any = (await engine().call(tool, {}, caller)).data
    return [item["id"] for item in data["items"]], data.get("note")


@pytest.mark.parametrize(
    ("caller", "companies"),
    [
        (anywhere(), [7, 8, 9]),
        (anywhere(projects=frozenset({42})), [7, 8, 9]),
        (anywhere(companies=frozenset({7, 9})), [7, 9]),
        (anywhere().within(8), [8]),
        (anywhere().within(8, 42), [8]),
        (anywhere(companies=frozenset({7, 8})).within(8), [8]),
        (anywhere(companies=frozenset({7})).within(8), []),
    ],
)
async def test_only_companies_that_may_be_worked_in_are_listed(caller: Session, companies: list[int]) -> None:
    listed, note = await ids("list_companies", caller)
    assert (listed, bool(note)) == (companies, len(companies) < 3)


@pytest.mark.parametrize(
    ("caller", "projects"),
    [
        (anywhere(), [41, 42, 43]),
        (anywhere(projects=frozenset({41, 43})), [41, 43]),
        (anywhere().within(7), [41, 42, 43]),
        (anywhere().within(7, 42), [42]),
        (anywhere(projects=frozenset({43})).within(7, 42), []),
    ],
)
async def test_only_projects_that_may_be_worked_in_are_listed(caller: Session, projects: list[int]) -> None:
    listed, note = await ids("list_projects", caller)
    assert (listed, bool(note)) == (projects, len(projects) < 3)


async def test_what_is_left_out_is_not_counted_and_the_next_page_can_still_be_had() -> None:
    sent = procore()
    companies = [{"id": number, "name": "Another"} for number in range(100, 125)]
    sent.answers = {COMPANIES: companies}
    sent.headers = {"total": "26", "per-page": "25"}
    data = (await engine().call("list_companies", {}, session(sent).within(8))).data
    note = "Others than id 8 are left out: this address or server is not for them."
    assert data == {"items": [], "page": 1, "page_size": 25, "next": {"page": 2, "page_size": 25}, "note": note}


@pytest.mark.parametrize("other", [[], [{"id": 100, "name": "Another"}]])
async def test_nobody_is_sent_on_to_pages_that_can_hold_nothing_more(other: list[dict[str, object]]) -> None:
    sent = procore()
    sent.answers = {COMPANIES: [{"id": 7, "name": "Ours"}, {"id": 8, "name": "Ours too"}, *other]}
    sent.headers = {"total": "60", "per-page": "25"}
    caller = session(sent, companies=frozenset({7, 8}))
    data = (await engine().call("list_companies", {}, caller)).data
    assert data.keys() == {"items", "page", "page_size", "note"}
    assert data["note"] == "Others than ids 7, 8 are left out: this address or server is not for them."


async def test_a_long_list_of_what_is_allowed_is_not_repeated() -> None:
    sent = procore()
    caller = session(sent, projects=frozenset(range(41, 141)))
    sent.answers = {PROJECTS: [{"id": 40, "name": "Another"}]}
    data = (await engine().call("list_projects", {}, caller)).data
    named = ", ".join(str(number) for number in range(41, 51))
    assert str(data["note"]).startswith(f"Others than ids {named} and 90 more are left out")


async def test_a_company_without_an_id_is_nobodys() -> None:
    sent = CannedProcore({COMPANIES: [{"name": "No id"}, "text", {"id": "8"}]})
    data: Any = (await engine().call("list_companies", {}, session(sent).within(8))).data
    assert data["items"] == [{"id": "8"}]


async def test_another_project_cannot_be_changed_as_a_row() -> None:
    sent = procore()
    rows = {"projects": [{"id": 42, "name": "Ours"}, {"id": 43, "name": "Theirs"}, {"name": "New"}]}
    with pytest.raises(BadArguments) as refusal:
        await engine().call("sync_projects", rows, session(sent).within(7, 42))
    assert refusal.value.problems == ("projects[1].id is another project than that of this address.",)
    assert sent.sent == []


@pytest.mark.parametrize(
    ("row", "where"), [({"id": 43, "name": "Theirs"}, "in project 43"), ({"name": "New"}, "in another project")]
)
async def test_a_row_of_no_named_project_is_refused(row: dict[str, object], where: str) -> None:
    sent = procore()
    caller = session(sent, projects=frozenset({42}), confirm="never")
    with pytest.raises(NotAllowed, match=where):
        await engine().call("sync_projects", {"projects": [{"id": 42, "name": "Ours"}, row]}, caller)
    assert sent.sent == []
    await engine().call("sync_projects", {"projects": [{"id": 42, "name": "Ours"}]}, caller)
    assert [request.path for request in sent.sent] == [SYNC]


@pytest.mark.parametrize(
    ("tool", "arguments"),
    [
        ("list_schedule_summary", {"after": "2026-09-01", "before": "2026-10-01", "project_ids": "43"}),
        ("list_company_equipment", {"current_project_ids": "43"}),
        ("update_bim_file", {"bim_file_id": 1, "target_project_id": 43}),
    ],
)
async def test_other_names_for_a_project_lead_to_no_other_one(tool: str, arguments: dict[str, object]) -> None:
    sent = CannedProcore()
    with pytest.raises(BadArguments, match="is another project than that of this address"):
        await engine().call(tool, arguments, session(sent).within(7, 42))
    with pytest.raises(NotAllowed, match="in project 43"):
        await engine().call(tool, arguments, session(sent, projects=frozenset({42}), confirm="never"))
    assert sent.sent == []
