"""How the rate budget reads."""

from __future__ import annotations

import pytest

from procore_mcp.api.budget_left import BudgetLeft, WindowLeft
from procore_mcp.cli.rate_budget import in_words

NOON = 1_800_014_400.0


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (BudgetLeft((), 0, None, 1, is_shared=True), "Procore has told no limit yet; processes sharing it: 1"),
        (
            BudgetLeft((WindowLeft(25, 3, NOON), WindowLeft(600, 600, None)), 2, None, 3, is_shared=True),
            "3 of 25 requests left until 12:00:00 UTC, 600 of 600 requests left; processes sharing it: 3",
        ),
        (
            BudgetLeft((WindowLeft(25, 0, NOON),), 0, NOON, 3, is_shared=False),
            (
                "0 of 25 requests left until 12:00:00 UTC, on hold until 12:00:00 UTC; "
                "not shared, as the state store is away"
            ),
        ),
    ],
)
def test_what_is_left_is_told_in_words(left: BudgetLeft, words: str):
    assert in_words(left) == words
