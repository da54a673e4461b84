"""What a client sees before anyone chose anything."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.select import select
from tests.house.face import CATALOG, face, tokens

PROMISED = {
    *("list_rfis", "show_coordination_issue", "update_meeting_topic", "get_file_content"),
    *("find_tools", "describe_tools", "run_read", "run_create", "run_update", "run_delete"),
}
SURFACE = select(CATALOG)


def test_it_is_small():
    assert len(SURFACE) <= 25
    assert tokens({"tools": [face(tool) for tool in SURFACE]}) <= 10_000


def test_it_holds_the_daily_work():
    assert {tool.name for tool in SURFACE} >= PROMISED


def test_it_lists_nothing_twice():
    assert len({tool.name for tool in SURFACE}) == len(SURFACE)


@pytest.mark.parametrize("allow", list(Safety))
def test_what_finds_and_reads_is_always_there(allow: Safety):
    assert {tool.name for tool in select(CATALOG, allow=allow)} >= {"find_tools", "describe_tools", "run_read"}


def test_reading_only_lists_only_reads():
    assert {tool.safety for tool in select(CATALOG, toolsets=["all"], allow=Safety.READ)} == {Safety.READ}


def test_every_group_can_be_chosen():
    for group in CATALOG.surface.groups:
        assert select(CATALOG, toolsets=[group])
