"""Which tools a session lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.select import select
from procore_mcp.errors import BadSetting
from tests.catalog.folder import loaded

FINDING = ["run_read", "run_create", "run_update", "run_delete"]
RFIS = ["list_rfis", "show_rfi", "create_rfi", "delete_rfi", "move_rfi"]


def names(folder: Path, *toolsets: str, allow: Safety = Safety.DELETE, changes: dict[str, object] | None = None):
    return [tool.name for tool in select(loaded(folder, changes), toolsets=toolsets, allow=allow)]


def test_the_default_surface_is_listed_when_nobody_chooses(tmp_path: Path):
    assert names(tmp_path) == [*FINDING, "list_rfis", "create_rfi"]


def test_toolsets_are_listed_in_the_order_of_their_files_with_finding_first(tmp_path: Path):
    assert names(tmp_path, "rfis") == [*FINDING, *RFIS]


def test_a_group_stands_for_its_toolsets_and_nothing_is_listed_twice(tmp_path: Path):
    assert names(tmp_path, "daily", "rfis") == [*FINDING, *RFIS]


def test_all_takes_every_toolset(tmp_path: Path):
    assert names(tmp_path, "all") == [*FINDING, *RFIS]


def test_unlisted_tools_are_not_listed(tmp_path: Path):
    assert "show_rfi" not in names(tmp_path, "rfis", changes={"rfis.json/actions/show_rfi/listed": False})


@pytest.mark.parametrize(
    ("allow", "expected"),
    [
        (Safety.READ, ["run_read", "list_rfis", "show_rfi"]),
        (Safety.WRITE, ["run_read", "run_create", "run_update", "list_rfis", "show_rfi"]),
        (Safety.COMMIT, ["run_read", "run_create", "run_update", "list_rfis", "show_rfi", "create_rfi"]),
        (Safety.DELETE, [*FINDING, *RFIS]),
    ],
)
def test_nothing_worse_than_allowed_is_listed(tmp_path: Path, allow: Safety, expected: list[str]):
    assert names(tmp_path, "rfis", allow=allow) == expected


def test_an_unknown_toolset_stops_the_start_and_names_the_nearest(tmp_path: Path):
    with pytest.raises(BadSetting, match="'rfi'") as refused:
        names(tmp_path, "rfi")
    assert refused.value.hint is not None
    assert "Did you mean rfis?" in refused.value.hint


def test_a_catalog_without_finding_lists_what_is_chosen(tmp_path: Path):
    catalog = loaded(tmp_path)
    without = type(catalog)(
        {name: tool for name, tool in catalog.tools.items() if tool.toolset == "rfis"},
        {"rfis": catalog.toolsets["rfis"]},
        catalog.surface,
    )
    assert [tool.name for tool in select(without)] == ["list_rfis", "create_rfi"]
