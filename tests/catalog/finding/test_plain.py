"""Requests in plain spelling."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.finding.plain import Plain

PLAIN = Plain(
    {"mtg": "meeting", "oh&p": "overhead"},
    {r"\b[a-z]-\d{3}\b": "plan sheet"},
    ["permission", "calendar", "calender", "harness", "meeting"],
)


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("Whats the mtg about", "what is the meeting about"),
        ("who\u2019d we ask", "who is we ask"),
        ("our OH&P", "our overhead"),
        ("latest A-201 please", "latest  plan sheet  please"),
        ("it doesn't fit Bob's van", "it does not fit bob van"),
    ],
)
def test_short_forms_are_written_out(asked: str, plain: str):
    assert PLAIN(asked) == plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("permision", "permission"),
        ("permisssion", "permission"),
        ("permitsion", "permission"),
        ("harnes", "harness"),
        ("harness", "harness"),
        ("meetings", "meetings"),
        ("tang", "tang"),
        ("zebra", "zebra"),
    ],
)
def test_one_wrong_letter_is_mended(typed: str, meant: str):
    assert PLAIN(typed) == meant


def test_a_known_word_is_no_mistake():
    assert PLAIN("calender") == "calender"


def test_a_name_is_no_mistake():
    assert PLAIN("ask Harnes, permision is his") == "ask harnes, permission is his"
