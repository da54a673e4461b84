from __future__ import annotations

import random
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.api.skew import Skew


def observed(skew: Skew, *, truth: float, at: float, latency: float) -> Skew:
    """One answer at `at` of our clock by a server whose clock is `truth` ahead."""
    return skew.narrowed(date=floor(at + truth), sent_at=at - latency, now=at + latency)


def test_nothing_is_corrected_until_a_difference_is_proved():
    assert Skew().seconds == 0
    assert observed(Skew(), truth=0.3, at=100.2, latency=0.05).seconds == 0


@given(st.floats(-5_000, 5_000), st.integers(0, 1_000))
def test_the_proved_difference_never_makes_us_early(truth, seed):
    chance = random.Random(seed)  # noqa: S311 - replayable, not secret
    skew = Skew()
    for step in range(20):
        skew = observed(skew, truth=truth, at=100 + step + chance.random(), latency=0.05)
    assert skew.seconds == 0 or truth - 1.2 <= skew.seconds <= truth


@pytest.mark.parametrize("truth", [5.0, -5.0, 0.7, -0.7])
def test_many_answers_close_in_on_the_difference(truth):
    skew = Skew()
    for step in range(200):
        skew = observed(skew, truth=truth, at=100 + step * 1.037, latency=0.01)
    assert skew.seconds == pytest.approx(truth, abs=0.1)


def test_a_clock_that_is_set_voids_what_was_proved():
    skew = observed(Skew(), truth=0.0, at=100.5, latency=0.01)
    for truth in (60.0, -60.0):
        skew = observed(skew, truth=truth, at=200.5, latency=0.01)
        assert skew.seconds == pytest.approx(truth, abs=1.1)
