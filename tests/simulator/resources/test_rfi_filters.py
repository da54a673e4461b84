"""Filters of the RFI list that came later, and the people whom RFIs go to by default."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"


async def ids(procore: Visitor, query: str = "") -> list[int]:
    return [item["id"] for item in await procore.get(f"{RFIS}?{query}")]


@pytest.mark.anyio
async def test_a_priority_is_a_word_or_its_number(procore: Visitor) -> None:
    words = [await ids(procore, f"filters[priority]={word}") for word in ("low", "medium", "high", "urgent")]
    numbers = [await ids(procore, f"filters[priority]={number}") for number in range(4)]
    assert words == numbers
    assert all(words)
    assert sorted(number for found in words for number in found) == sorted(await ids(procore))
    assert len(await ids(procore, "filters[priority]=low,3")) == len(words[0]) + len(words[3])
    ordered = await ids(procore, "sort[attribute]=priority&sort[direction]=desc")
    assert set(ordered[: len(words[3])]) == set(words[3])


@pytest.mark.anyio
async def test_a_new_rfi_has_no_priority(procore: Visitor) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    assert rfi not in await ids(procore, "filters[priority]=low,medium,high,urgent")


@pytest.mark.anyio
async def test_older_revisions_are_left_out_on_request(procore: Visitor) -> None:
    old = await ids(procore, "filters[status]=closed_with_revision")
    everything = await ids(procore, "filters[current_revision]=false")
    assert set(everything) - set(await ids(procore, "filters[current_revision]=true")) == set(old)


@pytest.mark.anyio
async def test_a_location_includes_what_is_below_it_when_asked_that_way(procore: Visitor) -> None:
    rfi = next(item for item in await procore.get(RFIS) if item["location"]["parent_id"])
    parent = rfi["location"]["parent_id"]
    assert rfi["id"] not in await ids(procore, f"filters[location_id]={parent}")
    assert rfi["id"] in await ids(procore, f"filters[for_location_id_with_sublocations]={parent}")
    assert await ids(procore, "filters[for_location_id_with_sublocations]=1") == []


@pytest.mark.anyio
async def test_nothing_is_linked_to_another_companys_rfis(procore: Visitor) -> None:
    external, connected = "filters[linked_to_external_rfis]", "filters[linked_to_connected_rfis]"
    assert await ids(procore, f"{external}=false") == await ids(procore)
    assert await ids(procore, f"{external}=true") == []
    assert await ids(procore, f"{external}=false&{connected}=true") == []


@pytest.mark.anyio
async def test_several_numbers_and_the_day_of_opening_can_be_asked_for(procore: Visitor) -> None:
    found = await procore.get(f"{RFIS}?filters[number]=3,4")
    assert {item["number"] for item in found} == {"3", "4"}
    day = found[0]["initiated_at"][:10]
    assert found[0]["id"] in await ids(procore, f"filters[initiated_at]={day}...{day}")
    assert await ids(procore, "filters[sub_job_id]=1") == []


@pytest.mark.anyio
async def test_bare_ids_ignore_search_and_sorting(procore: Visitor) -> None:
    plain = await procore.get(f"{RFIS}?serializer_view=ids_only")
    searched = await procore.get(f"{RFIS}?serializer_view=ids_only&q=nothing&sort[attribute]=subject")
    assert plain == searched == sorted(plain, reverse=True)


@pytest.mark.anyio
async def test_the_default_distribution_are_those_on_most_rfis(procore: Visitor, simulator: Simulator) -> None:
    people = await procore.get(f"{RFIS}/default_distribution")
    assert {person["name"] for person in people} == {"Marcus Bell", "Dale Kowalczyk", "Leah Sorensen"}
    assert {person["company_name"] for person in people} == {"Calloway Ridge Builders"}
    dale = simulator.store.find("users", await procore.someone())
    assert dale is not None
    dale.change({"vendor": None})
    again = await procore.get(f"{RFIS}/default_distribution")
    assert next(person for person in again if person["name"] == "Dale Kowalczyk")["company_name"] is None


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("Slab", {"data_type": "string", "value": "Slab"}),
        (True, {"data_type": "boolean", "value": True}),
        (2.5, {"data_type": "decimal", "value": 2.5}),
        (None, {"data_type": "string", "value": None}),
        ([4], {"data_type": "lov_entries", "value": [{"id": 4, "label": "Entry 4"}]}),
    ],
)
async def test_a_custom_field_is_shown_with_its_type(value: Any, shown: Any, procore: Visitor) -> None:
    rfi = (await procore.new_rfi(custom_field_7=1)).json()["id"]
    sent = {"rfi": {"custom_field_8": value}}
    fields = (await procore.ask("PATCH", f"{RFIS}/{rfi}", sent)).json()["custom_fields"]
    assert fields == {"custom_field_7": {"data_type": "decimal", "value": 1}, "custom_field_8": shown}


@pytest.mark.anyio
async def test_a_custom_field_keeps_its_type(procore: Visitor, simulator: Simulator) -> None:
    number = (await ids(procore, "per_page=1"))[0]
    stored = simulator.store.find("rfis", number)
    assert stored is not None
    stored.change({"custom_fields": {"custom_field_9": {"data_type": "lov_entry", "value": None}}})
    fields = (await procore.ask("PATCH", f"{RFIS}/{number}", {"rfi": {"custom_field_9": 5}})).json()["custom_fields"]
    assert fields["custom_field_9"] == {"data_type": "lov_entry", "value": {"id": 5, "label": "Entry 5"}}
    stored.change({"custom_fields": None})
    cleared = await procore.ask("PATCH", f"{RFIS}/{number}", {"rfi": {"custom_field_9": None}})
    assert cleared.json()["custom_fields"]["custom_field_9"]["value"] is None


@pytest.mark.anyio
@pytest.mark.parametrize("value", [{"id": 4}, [{"id": 4}]])
async def test_a_custom_field_takes_no_objects(value: Any, procore: Visitor) -> None:
    answer = await procore.new_rfi(custom_field_7=value)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["custom_field_7"])
