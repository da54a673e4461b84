"""What clients may tell their users before a tool runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from procore_mcp.catalog.hints import hints
from procore_mcp.catalog.safety import Safety
from tests.catalog.folder import loaded


@pytest.mark.parametrize(
    ("name", "is_read", "is_destructive", "is_idempotent"),
    [
        ("list_rfis", True, False, True),
        ("create_rfi", False, True, False),
        ("delete_rfi", False, True, True),
        ("move_rfi", False, True, False),
        ("run_read", True, False, True),
        ("run_create", False, True, False),
        ("run_update", False, True, False),
        ("run_delete", False, True, False),
    ],
)
def test_hints_follow_from_safety_and_method(
    tmp_path: Path, name: str, is_read: bool, is_destructive: bool, is_idempotent: bool
):
    assert hints(loaded(tmp_path).tools[name]) == {
        "readOnlyHint": is_read,
        "destructiveHint": is_destructive,
        "idempotentHint": is_idempotent,
        "openWorldHint": True,
    }


def test_a_write_that_tells_nobody_is_not_destructive(tmp_path: Path):
    tool = loaded(tmp_path, {"rfis.json/actions/create_rfi/safety": "write"}).tools["create_rfi"]
    assert not hints(tool)["destructiveHint"]


def test_safety_is_ordered_by_harm():
    assert sorted(Safety, reverse=True) == [Safety.DELETE, Safety.COMMIT, Safety.WRITE, Safety.READ]
    assert [safety.asks_first for safety in Safety] == [False, False, True, True]
    assert str(Safety.READ) == "read"
    with pytest.raises(TypeError):
        _ = Safety.READ < "write"
