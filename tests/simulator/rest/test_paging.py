"""Pages with the headers, and the oddities, that Procore's lists have."""

from __future__ import annotations

import re

import httpx2
import pytest

from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
V2_ISSUES = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues"


def relations(answer: httpx2.Response) -> dict[str, int]:
    """Page numbers by relation, in the order of the header."""
    found = re.findall(r'[?&]page=(\d+)&per_page=\d+>; rel="(\w+)"', answer.headers["Link"])
    return {relation: int(page) for page, relation in found}


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (1, {"last": 7, "next": 2}),
        (2, {"first": 1, "last": 7, "next": 3}),
        (3, {"first": 1, "prev": 2, "last": 7, "next": 4}),
        (7, {"first": 1, "prev": 6, "last": 7}),
    ],
)
async def test_page_two_has_no_prev_and_the_last_page_no_next(
    page: int, expected: dict[str, int], procore: Visitor
) -> None:
    answer = await procore.ask("GET", f"{RFIS}?per_page=10&page={page}")
    assert relations(answer) == expected
    assert (answer.headers["Per-Page"], answer.headers["Total"]) == ("10", "67")


@pytest.mark.anyio
async def test_pages_together_are_the_whole_list_once(procore: Visitor) -> None:
    whole = await procore.get(RFIS)
    parts = [item for page in range(1, 8) for item in await procore.get(f"{RFIS}?per_page=10&page={page}")]
    assert [item["id"] for item in parts] == [item["id"] for item in whole]


@pytest.mark.anyio
async def test_links_forget_the_parameters_of_the_list(procore: Visitor) -> None:
    answer = await procore.ask("GET", "/rest/v1.0/coordination_issues?project_id={project}&per_page=5")
    assert "project_id" not in answer.headers["Link"]
    assert answer.headers["Link"].startswith("<https://api.procore.test/rest/v1.0/coordination_issues?page=")


@pytest.mark.anyio
async def test_a_single_page_has_an_empty_link(procore: Visitor) -> None:
    assert (await procore.ask("GET", RFIS)).headers["Link"] == ""


@pytest.mark.anyio
async def test_a_page_beyond_the_end_is_empty(procore: Visitor) -> None:
    assert await procore.get(f"{RFIS}?page=9&per_page=10") == []


@pytest.mark.anyio
async def test_v1_cuts_a_page_size_down_to_its_most(procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{RFIS}?per_page=5000")).headers["Per-Page"] == "2000"


@pytest.mark.anyio
async def test_v2_pages_by_ten_inside_data(procore: Visitor) -> None:
    answer = await procore.ask("GET", V2_ISSUES)
    assert len(answer.json()["data"]) == 10
    assert answer.headers["Per-Page"] == "10"


@pytest.mark.anyio
@pytest.mark.parametrize("path", ["/rest/v1.0/companies/{company}/projects", f"{RFIS}/filter_options/status"])
async def test_some_lists_have_no_pages_at_all(path: str, procore: Visitor) -> None:
    answer = await procore.ask("GET", path)
    assert "Link" not in answer.headers
    assert (await procore.ask("GET", f"{path}?page=1")).status_code == 400
