"""The rules one by one; test_pacer.py shows what they add up to."""

from __future__ import annotations

import json
from dataclasses import asdict
from math import inf

import pytest

from procore_mcp.api.budget import Budget, Caller, Opening, Ticket
from procore_mcp.api.ending import LONGEST_HOLD, finish
from procore_mcp.api.lesson import Lesson, Reading
from procore_mcp.api.pacing import (
    LONGEST_SILENCE,
    MOST_IN_FLIGHT,
    PROBE_PATIENCE,
    UNTOLD_IN_FLIGHT,
    give_back,
    opening,
    take,
)

NOW = 1_800_000_000.0
SPIKE_END = NOW + 10
HOUR_END = NOW + 3_000


def spike(remaining: int, *, limit: int = 25, ends: float = SPIKE_END) -> Lesson:
    return Lesson(200, Reading(limit, remaining, ends))


def hour(remaining: int, *, limit: int = 600, ends: float = HOUR_END) -> Lesson:
    return Lesson(200, Reading(limit, remaining, ends))


def after(budget: Budget, *lessons: Lesson | None, now: float = NOW) -> Budget:
    """One request after the other, each answered before the next one goes."""
    for lesson in lessons:
        budget, ticket = take(budget, now)
        budget = finish(budget, ticket, lesson, now, jitter=0.0)
    return budget


def under_way(budget: Budget, count: int, *, now: float = NOW) -> tuple[Budget, list[Ticket]]:
    tickets: list[Ticket] = []
    for _ in range(count):
        budget, ticket = take(budget, now)
        tickets.append(ticket)
    return budget, tickets


def room(budget: Budget, now: float = NOW) -> int:
    """How many may go at once."""
    count = 0
    while opening(budget, now).at <= now:
        budget, _ = take(budget, now)
        count += 1
    return count


def test_one_request_goes_alone_while_nothing_is_known():
    assert room(Budget()) == 1
    budget, _ = take(Budget(), NOW)
    assert opening(budget, NOW) == Opening(NOW + PROBE_PATIENCE, may_come_sooner=True)


def test_a_slow_probe_is_joined_by_another():
    budget, [slow] = under_way(Budget(), 1)
    assert room(budget, NOW + PROBE_PATIENCE) == 1
    budget, [second] = under_way(budget, 1, now=NOW + PROBE_PATIENCE)
    budget = finish(budget, slow, None, NOW + 3, jitter=0.0)
    assert opening(budget, NOW + 3) == Opening(NOW + 2 * PROBE_PATIENCE, may_come_sooner=True)
    budget = finish(budget, second, spike(23), NOW + 3, jitter=0.0)
    assert room(budget, NOW + 3) == MOST_IN_FLIGHT


def test_as_many_follow_as_remain_less_those_under_way():
    assert room(after(Budget(), spike(3))) == 3
    assert room(after(Budget(), spike(24))) == MOST_IN_FLIGHT


def test_an_empty_window_is_waited_out_with_jitter():
    budget, ticket = take(Budget(), NOW)
    budget = finish(budget, ticket, spike(0), NOW, jitter=0.1)
    assert opening(budget, NOW) == Opening(pytest.approx(SPIKE_END + 0.1))  # pyright: ignore[reportArgumentType] # pytest's approx compares as a number
    assert room(budget, SPIKE_END + 0.11) == 1


def test_answers_that_overtake_each_other_never_raise_the_count():
    budget, [first, second, third] = under_way(after(Budget(), spike(5)), 3)
    budget = finish(budget, third, spike(2), NOW, jitter=0.0)
    budget = finish(budget, first, spike(4), NOW, jitter=0.0)
    budget = finish(budget, second, spike(3), NOW, jitter=0.0)
    assert room(budget) == 2


def test_the_last_places_wait_for_the_answers_that_tell_whether_they_are_free():
    budget, tickets = under_way(after(Budget(), spike(2)), 2)
    assert opening(budget, NOW) == Opening(SPIKE_END, may_come_sooner=True)
    budget = finish(budget, tickets[0], spike(1), NOW, jitter=0.0)
    budget = finish(budget, tickets[1], spike(0), NOW, jitter=0.0)
    assert opening(budget, NOW) == Opening(SPIKE_END)


def test_after_a_reset_one_goes_alone_and_its_answer_shows_the_window_that_matters_now():
    budget = after(Budget(), spike(0))
    assert room(budget, SPIKE_END) == 1
    budget = after(budget, hour(2), now=SPIKE_END)
    assert room(budget, SPIKE_END) == 2
    budget = after(budget, hour(1), hour(0), now=SPIKE_END)
    assert opening(budget, SPIKE_END) == Opening(HOUR_END)


def test_a_window_that_is_not_described_is_counted_here():
    budget = after(Budget(), spike(4), hour(3), hour(2))
    budget, _ = under_way(budget, 2)
    assert opening(budget, NOW).may_come_sooner
    lowest = min(window.remaining for window in budget.windows)
    assert lowest == 2


def test_a_request_that_got_no_answer_counts_as_spent():
    assert room(after(Budget(), spike(3), None)) == 2


def test_a_request_that_got_no_answer_is_missing_from_answers_to_earlier_requests():
    budget, [early, lost] = under_way(after(Budget(), spike(5)), 2)
    budget = finish(budget, lost, None, NOW, jitter=0.0)
    budget = finish(budget, early, spike(4), NOW, jitter=0.0)
    assert room(budget) == 3
    assert room(after(budget, spike(2))) == 2


def test_a_request_that_never_left_gives_its_place_back():
    budget, [ticket] = under_way(after(Budget(), spike(3)), 1)
    assert room(give_back(budget, ticket)) == 3


def test_a_probe_that_never_left_lets_another_go():
    budget, [ticket] = under_way(Budget(), 1)
    assert room(budget) == 0
    assert room(give_back(budget, ticket)) == 1


def test_a_count_that_fell_behind_is_corrected_by_an_exact_answer():
    budget = after(Budget(), spike(6, limit=25), None, None, None)
    assert room(budget) == 3
    assert room(after(budget, spike(5))) == 5


def test_an_undescribed_window_has_at_least_as_much_left_as_the_one_that_is_nearer():
    stale = after(Budget(), spike(1, limit=25), hour(599))
    assert {window.limit: window.remaining for window in stale.windows} == {25: 24, 600: 599}


def test_a_lower_limit_is_a_new_window():
    budget = after(after(Budget(), spike(0)), spike(9, limit=10, ends=SPIKE_END + 10), now=SPIKE_END)
    assert room(budget, SPIKE_END) == MOST_IN_FLIGHT
    budget = after(budget, *(spike(left, limit=10, ends=SPIKE_END + 10) for left in range(8, -1, -1)), now=SPIKE_END)
    assert opening(budget, SPIKE_END) == Opening(SPIKE_END + 10)


def test_a_window_that_no_longer_exists_does_not_hold_anyone_up():
    later, budget = SPIKE_END, after(Budget(), spike(0))
    for left in range(99, 60, -1):
        budget = after(budget, spike(left, limit=100, ends=SPIKE_END + 10), now=later)
    assert room(budget, later) == MOST_IN_FLIGHT


def test_an_answer_about_a_period_that_is_over_teaches_only_its_limit():
    budget, [late] = under_way(after(Budget(), spike(1)), 1)
    budget = finish(budget, late, spike(0), SPIKE_END + 1, jitter=0.0)
    assert room(budget, SPIKE_END + 1) == 1
    fresh, [slow] = under_way(Budget(), 1)
    fresh = finish(fresh, slow, spike(0), SPIKE_END + 1, jitter=0.0)
    assert [(window.limit, window.remaining) for window in fresh.windows] == [(25, 25)]


def test_an_answer_about_the_next_period_replaces_one_about_this_period():
    budget, [one, two] = under_way(after(Budget(), spike(9)), 2)
    budget = finish(budget, one, spike(20, ends=SPIKE_END + 10), NOW, jitter=0.0)
    budget = finish(budget, two, spike(3), NOW, jitter=0.0)
    assert [(window.remaining, window.resets_at) for window in budget.windows] == [(20, SPIKE_END + 10)]


def test_a_reset_that_rounds_to_its_neighbour_is_the_same_period():
    budget, [one, two] = under_way(after(Budget(), spike(9)), 2)
    budget = finish(budget, two, spike(7, ends=SPIKE_END + 1), NOW, jitter=0.0)
    budget = finish(budget, one, spike(8), NOW, jitter=0.0)
    assert [window.remaining for window in budget.windows] == [7]


@pytest.mark.parametrize(
    ("lesson", "wait"),
    [
        (Lesson(429), 1.0),
        (Lesson(429, retry_after=0), 1.0),
        (Lesson(429, retry_after=7), 7.0),
        (Lesson(429, Reading(25, 0, NOW + 4)), 4.0),
        (Lesson(429, Reading(25, 0, NOW + 4), retry_after=7), 7.0),
        (Lesson(429, Reading(25, 0, NOW + 9), retry_after=7), 9.0),
        (Lesson(429, retry_after=1e9), LONGEST_HOLD),
    ],
)
def test_after_a_429_everyone_waits_for_the_later_moment_and_then_one_goes_first(lesson, wait):
    budget = after(Budget(), lesson)
    assert opening(budget, NOW) == Opening(NOW + wait)
    assert room(budget, NOW + wait) == 1


def test_answers_without_headers_allow_a_few_at_once():
    budget = after(Budget(), Lesson(200))
    assert room(budget) == UNTOLD_IN_FLIGHT
    assert opening(under_way(budget, UNTOLD_IN_FLIGHT)[0], NOW) == Opening(inf, may_come_sooner=True)


def test_a_fault_without_headers_is_no_answer_to_the_question():
    assert room(after(Budget(), Lesson(502))) == 1


def test_a_probe_among_others_settles_the_question_but_forgets_no_window():
    budget, [slow] = under_way(after(Budget(), spike(5, ends=NOW + 1)), 1)
    budget, [probe] = under_way(budget, 1, now=NOW + 2)
    budget = finish(budget, slow, Lesson(200), NOW + 2, jitter=0.0)
    budget = finish(budget, probe, Lesson(200), NOW + 2, jitter=0.0)
    assert [window.remaining for window in budget.windows] == [23]
    assert room(budget, NOW + 2) == MOST_IN_FLIGHT


def test_a_window_that_nobody_describes_any_more_is_forgotten():
    budget = after(Budget(), spike(2, limit=2, ends=NOW + 1))
    later = NOW + 2
    budget = after(budget, *[Lesson(200)] * 4, now=later)
    assert budget.windows == ()
    assert room(budget, later) == UNTOLD_IN_FLIGHT


def test_never_more_at_once_than_procore_likes():
    budget, _ = under_way(after(Budget(), spike(24)), MOST_IN_FLIGHT)
    assert opening(budget, NOW) == Opening(inf, may_come_sooner=True)


def test_a_place_that_another_process_gave_up_for_lost_is_given_back_once():
    budget, slow = take(after(Budget(), spike(5)), NOW, Caller("ada", "slow"))
    budget, _ = take(budget, NOW + LONGEST_SILENCE, Caller("ben", "other"))
    assert slow not in budget.under_way
    assert give_back(budget, slow) == budget


def test_a_budget_is_plain_numbers():
    assert json.loads(json.dumps(asdict(after(Budget(), spike(3)))))["windows"] == [
        {"limit": 25, "remaining": 3, "resets_at": SPIKE_END}
    ]
