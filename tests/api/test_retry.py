from __future__ import annotations

import pytest

from procore_mcp.api.retry import MOST_ATTEMPTS, Answered, Outcome, Unanswered, pause_before_next

LOST = Unanswered(never_left=False)
NEVER_LEFT = Unanswered(never_left=True)


@pytest.mark.parametrize(
    ("outcome", "read_pause", "write_pause"),
    [
        (Answered(200), None, None),
        (Answered(201), None, None),
        (Answered(302), None, None),
        (Answered(400), None, None),
        (Answered(401), None, None),
        (Answered(403), None, None),
        (Answered(404), None, None),
        (Answered(408), None, None),
        (Answered(409), None, None),
        (Answered(422), None, None),
        (Answered(429), 0.0, 0.0),
        (Answered(429, retry_after=30), 0.0, 0.0),
        (Answered(500), 0.5, None),
        (Answered(500, retry_after=3), 3.0, None),
        (Answered(501), None, None),
        (Answered(502), 0.5, None),
        (Answered(502, retry_after=3), 3.0, None),
        (Answered(503), 0.5, None),
        (Answered(503, retry_after=3), 3.0, 3.0),
        (Answered(503, retry_after=0), 0.5, 0.5),
        (Answered(504), 0.5, None),
        (LOST, 0.5, None),
        (NEVER_LEFT, 0.5, 0.5),
    ],
)
def test_what_is_sent_again(outcome: Outcome, read_pause: float | None, write_pause: float | None):
    assert pause_before_next(outcome, is_read=True, attempt=1, jitter=0.5) == read_pause
    assert pause_before_next(outcome, is_read=False, attempt=1, jitter=0.5) == write_pause


def test_pauses_double_and_spread_around_their_middle():
    middles = [pause_before_next(LOST, is_read=True, attempt=attempt, jitter=0.5) for attempt in (1, 2, 3)]
    assert middles == [0.5, 1.0, 2.0]
    assert pause_before_next(LOST, is_read=True, attempt=2, jitter=0.0) == 0.5
    assert pause_before_next(LOST, is_read=True, attempt=2, jitter=1.0) == 1.5


@pytest.mark.parametrize("outcome", [LOST, NEVER_LEFT, Answered(429), Answered(503, retry_after=1)])
def test_the_fourth_attempt_is_the_last(outcome: Outcome):
    assert pause_before_next(outcome, is_read=True, attempt=MOST_ATTEMPTS - 1, jitter=0.5) is not None
    assert pause_before_next(outcome, is_read=True, attempt=MOST_ATTEMPTS, jitter=0.5) is None
