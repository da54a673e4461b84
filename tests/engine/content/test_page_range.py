"""Which pages a caller asked for."""

from __future__ import annotations

import pytest

from procore_mcp.engine.content.page_range import page_numbers
from procore_mcp.errors import BadArguments


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (None, [1, 2, 3, 4, 5]),
        ("3", [3]),
        ("2-4", [2, 3, 4]),
        ("4-", [4, 5]),
        ("1, 3, 2-3", [1, 2, 3]),
        ("4-99", [4, 5]),
        ("0-2", [1, 2]),
    ],
)
def test_pages_are_numbers_and_ranges(wanted: str | None, numbers: list[int]) -> None:
    assert page_numbers(wanted, 5, tool="get_file_content") == numbers


@pytest.mark.parametrize("wanted", ["", "two", "1;2", "-3", "1-2-3"])
def test_anything_else_is_refused_with_examples(wanted: str) -> None:
    with pytest.raises(BadArguments) as refusal:
        page_numbers(wanted, 5, tool="get_file_content")
    assert refusal.value.hint == "Write 3, 1-4, 7- or 1,3,9-12."


@pytest.mark.parametrize("wanted", ["6", "9-", "5-4"])
def test_pages_outside_the_file_are_refused_with_its_length(wanted: str) -> None:
    with pytest.raises(BadArguments, match="has 5 page"):
        page_numbers(wanted, 5, tool="get_file_content")
