"""Reading tools in front of records whose place in the demo job is known; test_following.py tries every tool."""

from __future__ import annotations

import anyio
import pytest

from procore_mcp.simulator.world import World
from tests.e2e.conftest import NOON
from tests.e2e.contracts import CATALOG
from tests.e2e.reading import LISTS, MAY_BE_EMPTY, RECORDS, Arguments, recycle_an_issue
from tests.e2e.scaled_clock import ScaledClock
from tests.e2e.site import Site, open_site
from tests.e2e.told import tell, tell_all


@pytest.fixture(autouse=True)
def prepared(site: Site) -> None:
    prepare(site)


def prepare(site: Site) -> None:
    site.narrow()
    recycle_an_issue(site)


def echoed(tool: str, site: Site) -> dict[str, int]:
    """The company and the project, as far as the tool works in them."""
    whole = {"company_id": site.facts.company_id, "project_id": site.facts.project_id}
    return {name: value for name, value in whole.items() if name in CATALOG.resolve(tool).params}


@pytest.mark.anyio
@pytest.mark.parametrize("tool", RECORDS)
async def test_a_record_is_the_one_that_was_asked_for(tool: str, site: Site) -> None:
    named_by, arguments = RECORDS[tool]
    given = arguments(site)
    async with site.client() as client:
        told = await tell(client, tool, given)
    assert told.record
    assert {name: told.data.get(name) for name in echoed(tool, site)} == echoed(tool, site)
    assert "warnings" not in told.data
    if named_by:
        assert told.record["id"] == given[named_by]


@pytest.mark.anyio
@pytest.mark.parametrize("tool", LISTS)
async def test_a_list_gives_each_record_once_whatever_the_page_size(tool: str, site: Site) -> None:
    collection, arguments = LISTS[tool]
    given = arguments(site)
    async with site.client(settings=site.settings(result_tokens=100_000)) as client:
        whole = (await tell(client, tool, {**given, "page_size": 100})).items
        pages = await tell_all(client, tool, {**given, "page_size": 3})
    assert whole or tool in MAY_BE_EMPTY
    # Meetings come grouped by page, so the order is not the same for every size.
    assert sorted(str(item) for told in pages for item in told.items) == sorted(map(str, whole))
    assert [len(told.items) for told in pages[:-1]] == [3] * (len(pages) - 1)
    assert {told.data["total"] for told in pages} == {len(whole)}
    for told in pages:
        assert {name: told.data.get(name) for name in echoed(tool, site)} == echoed(tool, site)
    if collection:
        assert sorted(item["id"] for item in whole) == sorted(_living(site, collection))
    assert site.refusals == 0


def _living(site: Site, collection: str) -> list[int]:
    """What Procore holds in the project, or at all where a record belongs to none, without the recycle bin."""
    rows = [row for row in site.simulator.store.all(collection) if not row.recycled]
    return [row.id for row in rows if row.data.get("_project_id", site.facts.project_id) == site.facts.project_id]


@pytest.mark.anyio
async def test_everything_at_once_stays_within_narrow_limits(world: World) -> None:
    everything = list((RECORDS | LISTS).items()) * 3
    async with open_site(world, ScaledClock(NOON.timestamp())) as site:
        prepare(site)
        async with site.client(settings=site.settings(max_wait=3600)) as client:

            async def ask(tool: str, arguments: Arguments) -> None:
                assert not (await tell(client, tool, arguments(site))).failed, tool

            async with anyio.create_task_group() as group:
                for tool, (_, arguments) in everything:
                    group.start_soon(ask, tool, arguments)
    assert len(site.simulator.report.seen) == len(everything)
    assert site.refusals == 0


@pytest.mark.anyio
async def test_an_hour_used_up_is_told_before_procore_has_to_refuse(site: Site) -> None:
    site.simulator.settings.hourly_limit = 40
    async with site.client() as client:
        answers = [await tell(client, "show_my_profile") for _ in range(45)]
        await site.clock.sleep(3600)
        later = await tell(client, "show_my_profile")
    assert [told.failed for told in answers] == [False] * 40 + [True] * 5
    assert {told.error["kind"] for told in answers[40:]} == {"TOO_MANY_REQUESTS"}
    assert not later.failed
    assert site.refusals == 0
