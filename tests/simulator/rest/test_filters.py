"""Filters in every way that they may be written, sorting, and views."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
ISSUES = "/rest/v1.0/coordination_issues?project_id={project}"


async def rfis(procore: Visitor, query: str) -> Any:
    return await procore.get(f"{RFIS}?{query}")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "query",
    [
        "filters[status][]=open&filters[status][]=draft",
        "filters[status]=open,draft",
        "filters[status]=open&filters[status]=draft",
        "filters[status][]=open,draft",
    ],
)
async def test_several_values_may_be_written_in_every_way(query: str, procore: Visitor) -> None:
    assert {item["status"] for item in await rfis(procore, query)} == {"open", "draft"}


@pytest.mark.anyio
async def test_filters_combine(procore: Visitor) -> None:
    person = (await rfis(procore, "filters[status]=open"))[0]["assignees"][0]["id"]
    found = await rfis(procore, f"filters[status]=open&filters[assigned_id]={person}")
    assert found
    assert all(person in [who["id"] for who in item["assignees"]] for item in found)
    assert all(item["status"] == "open" for item in found)


@pytest.mark.anyio
@pytest.mark.parametrize(
    "dates",
    [
        "2026-08-01...2026-08-31",
        '"2026-08-01...2026-08-31"',
        "2026-08-01T00:00:00Z...2026-08-31T23:59:59Z",
        "2026-08-01T02:00:00%2B02:00...2026-09-01T01:59:59%2B02:00",
        "2026-08-01T00:00:00...2026-08-31T23:59:59",
    ],
)
async def test_a_range_of_dates_takes_both_ends_in_whole(dates: str, procore: Visitor) -> None:
    found = await rfis(procore, f"filters[created_at]={dates}")
    everything = await rfis(procore, "")
    expected = [item["id"] for item in everything if item["created_at"].startswith("2026-08")]
    assert [item["id"] for item in found] == expected
    assert expected


@pytest.mark.anyio
async def test_a_due_date_may_be_one_day(procore: Visitor) -> None:
    day = (await procore.get(f"{ISSUES}&per_page=1"))[0]["due_date"]
    found = await procore.get(f"{ISSUES}&filters[due_date]={day}")
    assert {item["due_date"] for item in found} == {day}


@pytest.mark.anyio
async def test_records_without_a_date_are_outside_every_range(procore: Visitor, simulator: Simulator) -> None:
    first, second = list(simulator.store.owned("coordination_issues", "_project_id", procore.facts.project_id))[:2]
    first.change({"due_date": None, "status": "open"})
    second.change({"due_date": "someday", "status": "closed"})
    assert first.id not in [item["id"] for item in await procore.get(f"{ISSUES}&filters[overdue]=true")]
    found = await procore.get(f"{ISSUES}&filters[due_date]=2000-01-01...2100-01-01")
    assert not {first.id, second.id} & {item["id"] for item in found}
    assert len(found) == 32


@pytest.mark.anyio
async def test_overdue_false_still_gives_the_overdue_ones(procore: Visitor) -> None:
    late = await rfis(procore, "filters[overdue]=true")
    assert late
    assert all(item["due_date"] < "2026-09-21" and item["status"] == "open" for item in late)
    assert await rfis(procore, "filters[overdue]=false") == late


@pytest.mark.anyio
async def test_overdue_false_means_nothing_where_it_is_documented_so(procore: Visitor) -> None:
    everything = await procore.get(ISSUES)
    late = await procore.get(f"{ISSUES}&filters[overdue]=true")
    assert await procore.get(f"{ISSUES}&filters[overdue]=false") == everything
    assert 0 < len(late) < len(everything)


@pytest.mark.anyio
async def test_text_search_looks_into_subject_and_number(procore: Visitor) -> None:
    first = (await rfis(procore, "per_page=1"))[0]
    word = first["subject"].split()[-1].upper()
    for name in ("search", "q"):
        assert first["id"] in [item["id"] for item in await rfis(procore, f"{name}={word}")]


@pytest.mark.anyio
async def test_a_boolean_filter_takes_null_for_false(procore: Visitor, simulator: Simulator) -> None:
    tool = next(iter(simulator.store.owned("tools", "_project_id", procore.facts.project_id)))
    tool.change({"is_active": None})
    found = await procore.get("/rest/v1.0/projects/{project}/tools?filters[is_active]=false")
    assert tool.id in [item["id"] for item in found]


@pytest.mark.anyio
async def test_numbers_in_text_sort_as_numbers(procore: Visitor) -> None:
    found = await rfis(procore, "sort[attribute]=number&sort[direction]=desc")
    numbers = [int(item["number"]) for item in found if item["number"]]
    assert numbers == sorted(numbers, reverse=True)
    assert found[-1]["number"] is None


@pytest.mark.anyio
async def test_a_minus_sorts_downwards(procore: Visitor) -> None:
    up = await procore.get(f"{ISSUES}&sort=description")
    down = await procore.get(f"{ISSUES}&sort=-description")
    assert [item["id"] for item in down] == [item["id"] for item in reversed(up)]
    assert [item["description"].casefold() for item in up] == sorted(item["description"].casefold() for item in up)


@pytest.mark.anyio
async def test_costs_sort_as_numbers(procore: Visitor) -> None:
    found = await rfis(procore, "sort[attribute]=cost_impact&sort[direction]=desc")
    costs = [item["cost_impact"]["value"] for item in found if item["cost_impact"]["value"] is not None]
    assert len(costs) > 5
    assert costs == sorted(costs, reverse=True)


@pytest.mark.anyio
async def test_views_choose_the_keys(procore: Visitor) -> None:
    ids = await rfis(procore, "serializer_view=ids_only&per_page=3")
    assert all(isinstance(number, int) for number in ids)
    assert "questions" not in (await rfis(procore, "serializer_view=base_web_index"))[0]
    assert set((await procore.get(f"{ISSUES}&view=compact"))[0]) == {"id"}
    normal, extended = await procore.get(ISSUES), await procore.get(f"{ISSUES}&view=extended")
    assert normal[0].keys() < extended[0].keys()
    assert {"viewpoints", "attachments", "updated_by"} <= extended[0].keys() - normal[0].keys()
    v2 = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues?view=ids_only&per_page=2"
    assert all(isinstance(number, str) for number in (await procore.get(v2))["data"])


@pytest.mark.anyio
async def test_due_dates_become_moments_on_request(procore: Visitor) -> None:
    plain = (await rfis(procore, "per_page=1"))[0]["due_date"]
    assert (await rfis(procore, "per_page=1&as_datetimes=true"))[0]["due_date"] == f"{plain}T00:00:00Z"


@pytest.mark.anyio
@pytest.mark.parametrize("types", ["filters[file_type]=pdf,csv", "filters[file_type][]=pdf&filters[file_type][]=csv"])
async def test_a_list_of_texts_is_written_with_commas_or_brackets(types: str, procore: Visitor) -> None:
    found = await procore.get(f"/rest/v1.0/projects/{{project}}/documents?{types}")
    assert {item["file"]["file_type"] for item in found} == {"pdf", "csv"}


@pytest.mark.anyio
async def test_texts_that_are_documented_with_brackets_keep_their_commas(procore: Visitor) -> None:
    assert await procore.get(f"{ISSUES}&filters[created_from][]=navisworks")
    assert await procore.get(f"{ISSUES}&filters[created_from][]=navisworks,procore") == []
