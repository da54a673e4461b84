"""Names that someone probably meant, and the little language of views."""

from __future__ import annotations

import pytest

from procore_mcp.catalog.nearest import did_you_mean, nearest
from procore_mcp.catalog.view_field import ViewField, parse_view_field

NAMES = ["list_rfis", "show_rfi", "create_rfi", "list_meetings"]


@pytest.mark.parametrize(
    ("name", "best"),
    [("list_rfi", "list_rfis"), ("rfis_list", "list_rfis"), ("List-RFIs", "list_rfis"), ("creat_rfi", "create_rfi")],
)
def test_the_most_similar_name_comes_first(name: str, best: str):
    assert nearest(name, NAMES)[0] == best


def test_nothing_close_is_nothing():
    assert nearest("weather", NAMES) == ()
    assert did_you_mean("weather", NAMES) == ""


def test_a_hint_names_at_most_three():
    assert did_you_mean("rfi", ["rfi_a", "rfi_b", "rfi_c", "rfi_d"]).count(" or ") == 2


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("subject", ViewField("subject", ("subject",))),
        ("questions.0.body", ViewField("questions", ("questions", "0", "body"))),
        (
            "manager=rfi_manager(id,name)",
            ViewField("manager", ("rfi_manager",), (ViewField("id", ("id",)), ViewField("name", ("name",)))),
        ),
        ("a( b(c,d) )", ViewField("a", ("a",), (parse_view_field("b(c,d)"),))),
    ],
)
def test_a_view_field_is_parsed(text: str, field: ViewField):
    assert parse_view_field(text) == field


@pytest.mark.parametrize("text", ["", "a.", ".a", "a(", "a()", "a(b", "a=b=c", "a b", "a(b,)", "a(b)c"])
def test_what_is_no_view_field_is_refused(text: str):
    with pytest.raises(ValueError, match="neither a path"):
        parse_view_field(text)
