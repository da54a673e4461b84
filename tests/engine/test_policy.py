"""The safety ceiling."""

from __future__ import annotations

import itertools

import pytest

from procore_mcp.catalog.safety import Safety


@pytest.mark.parametrize(("lower", "higher"), list(itertools.combinations(Safety, 2)))
def test_safety_goes_from_read_to_delete(lower: Safety, higher: Safety) -> None:
    assert lower < higher
    assert not higher < lower


@pytest.mark.parametrize(("safety", "asks"), list(zip(Safety, [False, False, True, True], strict=True)))
def test_commits_and_deletes_ask_first(safety: Safety, asks: bool) -> None:
    assert safety.asks_first is asks


def test_safety_has_no_order_with_plain_text() -> None:
    with pytest.raises(TypeError):
        assert Safety.READ < "write"  # type: ignore[operator]
