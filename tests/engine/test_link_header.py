"""Only the query of the next page counts."""

from __future__ import annotations

import pytest

from procore_mcp.engine.link_header import next_query

HOST = "https://api.example.com/rest/v1.0/punch_items"


@pytest.mark.parametrize(
    ("header", "query"),
    [
        ("", None),
        (f'<{HOST}?page=1>; rel="first"', None),
        (
            f'<{HOST}?page=1&per_page=5>; rel="first", <{HOST}?page=4&per_page=5>; rel="next"',
            {"page": "4", "per_page": "5"},
        ),
        (f"<{HOST}?page=4>; rel=next", {"page": "4"}),
        (f'<{HOST}?page=4>;rel="prev next";title="a, b"', {"page": "4"}),
        (f'<{HOST}?page=4>; title="x"; REL="NEXT"', {"page": "4"}),
        (f'<{HOST}?cursor=a%3D%3D>; rel="next"', {"cursor": "a=="}),
        (f'<{HOST}>; rel="next"', {}),
        ('<https://[broken>; rel="next"', {}),
        (f"<{HOST}?page=4>", None),
        ("no link at all", None),
    ],
)
def test_the_next_page_is_found_whatever_stands_around_it(header, query):
    assert next_query(header) == query
