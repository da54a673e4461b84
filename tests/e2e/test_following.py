"""Every action, called with what an assistant can find out from the tools' own words."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import anyio
import pytest
from mcp import Client

from procore_mcp.catalog.tool import Action
from procore_mcp.simulator.world import World
from tests.e2e.conftest import NOON
from tests.e2e.contracts import CATALOG, answered
from tests.e2e.follower import Follower
from tests.e2e.guidance import MAY_BE_EMPTY, NOT_LOOKED_AT, guidance
from tests.e2e.passing_clock import PassingClock
from tests.e2e.plain_value import marks
from tests.e2e.reading import recycle_an_issue
from tests.e2e.site import PATIENCE, Site, open_site
from tests.e2e.told import Told, tell, tell_all
from tests.e2e.writing_something import something_to_write


def takes_away(tool: str) -> bool:
    """What needs a record comes before what deletes it."""
    return tool.startswith("delete")


@dataclass(frozen=True)
class Guided:
    """A server with one client for many tests; `follower` remembers what it was told as long as nothing is written."""

    site: Site
    client: Client
    follower: Follower


@asynccontextmanager
async def guided(world: World) -> AsyncGenerator[Guided]:
    async with open_site(world, PassingClock(NOON.timestamp())) as site:
        recycle_an_issue(site)
        site.simulator.settings.hourly_limit = site.simulator.settings.spike_limit = 10**6
        settings = site.settings(confirm="never", result_tokens=100_000)
        async with site.lasting_client(settings=settings) as client:
            yield Guided(site, client, Follower(client))


@pytest.fixture(scope="module")
async def reading(anyio_backend: str, world: World) -> AsyncIterator[Guided]:
    async with guided(world) as opened:
        yield opened


@pytest.fixture(scope="module")
async def writing(anyio_backend: str, world: World) -> AsyncIterator[Guided]:
    """Of its own: what is changed here is missed by no test that reads."""
    async with guided(world) as opened:
        yield opened


def action(name: str) -> Action:
    found = CATALOG.resolve(name)
    assert isinstance(found, Action)
    return found


@pytest.mark.anyio
@pytest.mark.parametrize("tool", answered(reading=True))
async def test_a_reading_tool_answers(tool: str, reading: Guided) -> None:
    told_by_person = dict(guidance(reading.site).get(tool, {}))
    with anyio.fail_after(PATIENCE):
        arguments = await reading.follower.arguments(tool, told_by_person) | told_by_person
        told = await tell(reading.client, tool, arguments)
        assert not told.failed, told.whole[:2000]
        assert "warnings" not in told.data
        if "items" in told.data:
            assert told.items or tool in MAY_BE_EMPTY
            await check_pages(reading.client, tool, arguments)
    if (named := own_id(action(tool))) in arguments:
        assert str(record_of(told).get("id", arguments[named])) == str(arguments[named])


async def check_pages(client: Client, tool: str, arguments: Mapping[str, Any]) -> None:
    """The same rows, each once, however small the pages are."""
    if action(tool).paging is None:
        return
    whole = await tell_all(client, tool, {**arguments, "page_size": 100})
    pages = await tell_all(client, tool, {**arguments, "page_size": 7}) if len(rows(whole)) < 70 else whole
    assert sorted(rows(pages)) == sorted(rows(whole))


def rows(pages: list[Told]) -> list[str]:
    return [json.dumps(item, sort_keys=True) for told in pages for item in told.items]


def own_id(of: Action) -> str:
    """The argument that names the record itself: the last one of the path."""
    last = re.findall(r"\{(\w+)\}", of.path)[-1:]
    named = {(param.wire or name): name for name, param in of.params.items() if param.in_ == "path" and not param.fill}
    return next((named[part] for part in last if part in named), "")


@pytest.mark.anyio
@pytest.mark.parametrize("tool", sorted(answered(reading=False), key=takes_away))
async def test_what_is_written_can_be_looked_at(tool: str, writing: Guided) -> None:
    client = writing.client
    with anyio.fail_after(PATIENCE):
        arguments = await something_to_write(client, action(tool), guidance(writing.site).get(tool, {}))
        told = await tell(client, tool, arguments)
        assert not told.failed, f"{arguments}: {told.whole[:2000]}"
        if tool not in NOT_LOOKED_AT:
            await look(client, action(tool), arguments, told)


async def look(client: Client, wrote: Action, arguments: Mapping[str, Any], told: Told) -> None:
    """With the tool that the error of a lost answer would name."""
    assert wrote.look_with
    reader = action(wrote.look_with)
    known = {name: value for name, value in arguments.items() if name in reader.params} | made(reader, arguments, told)
    known = await Follower(client).arguments(reader.name, known) | known
    if wrote.safety.name == "DELETE":
        seen, number = await tell(client, reader.name, known), arguments.get(own_id(wrote))
        assert str(number) in seen.whole if "recycled" in reader.name else is_gone(seen, number)
    elif written := marks(arguments):
        assert await holds_one(client, reader, known, written)


def is_gone(seen: Told, number: object) -> bool:
    """Not found, not among the others, or shown as deleted."""
    record = record_of(seen)
    is_in_the_bin = record.get("is_deleted") or record.get("deleted_at")
    return seen.failed or bool(is_in_the_bin) or str(number) not in seen.whole


def record_of(told: Told) -> dict[str, Any]:
    """Empty where the tool answers something else."""
    record = told.data.get("record")
    return record if isinstance(record, dict) else {}


def made(reader: Action, arguments: Mapping[str, Any], told: Told) -> dict[str, Any]:
    """The id of a new record, under the name that the reading tool gives it."""
    named = own_id(reader)
    number = record_of(told).get("id")
    return {named: number} if named and named not in arguments and number is not None else {}


async def holds_one(client: Client, reader: Action, known: Mapping[str, Any], written: list[str]) -> bool:
    wide = {"detail": "full"} if reader.has_view else {}
    pages = await tell_all(client, reader.name, {**known, **wide})
    assert not pages[0].failed, pages[0].whole[:2000]
    return any(text in told.whole for told in pages for text in written)
