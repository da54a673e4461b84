from __future__ import annotations

from email.utils import formatdate

import pytest

from procore_mcp.api.lesson import Lesson, Reading, read_lesson

NOW = 1_800_000_000.0


def limits(limit="25", remaining="24", reset="1800000010"):
    return {"x-rate-limit-limit": limit, "x-rate-limit-remaining": remaining, "x-rate-limit-reset": reset}


def test_the_headers_describe_one_window():
    assert read_lesson(200, limits(), NOW) == Lesson(200, Reading(25, 24, 1_800_000_010.0))


def test_more_remaining_than_the_limit_counts_as_a_full_window():
    assert read_lesson(200, limits(remaining="900"), NOW).reading == Reading(25, 25, 1_800_000_010.0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        limits(limit=""),
        limits(limit="0"),
        limits(limit="-5"),
        limits(limit="many"),
        limits(remaining="1.5"),
        limits(remaining="²"),
        limits(reset="10"),
        limits(reset="9" * 40),
        limits(reset="1900000000"),
        {"x-rate-limit-limit": "25", "x-rate-limit-remaining": "3"},
    ],
)
def test_nonsense_teaches_nothing(headers):
    assert read_lesson(200, headers, NOW).reading is None


def test_a_reset_is_judged_by_the_servers_own_clock():
    headers = {**limits(reset="1700000010"), "date": formatdate(1_700_000_000, usegmt=True)}
    lesson = read_lesson(200, headers, NOW)
    assert lesson.reading == Reading(25, 24, 1_700_000_010.0)
    assert lesson.date == 1_700_000_000.0


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        (formatdate(NOW + 30, usegmt=True), 30.0),
        (formatdate(NOW - 30, usegmt=True), 0.0),
        ("Fri, 15 Jan 2027 08:00:10 -0000", 10.0),
        ("soon", None),
        ("-1", None),
        ("Fri, 99 Jan 2027 08:00:00 GMT", None),
        ("", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text, seconds):
    assert read_lesson(429, {"retry-after": text}, NOW).retry_after == seconds
