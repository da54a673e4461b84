"""Signed links in answers."""

from __future__ import annotations

import pytest

from procore_mcp.engine.links import without_signatures


@pytest.mark.parametrize(
    "query",
    [
        "X-Amz-Signature=abc&X-Amz-Expires=300",
        "companyId=1&projectId=2&sig=abc",
        "Expires=1&Signature=abc&Key-Pair-Id=K1",
        "token=abc",
        "sv=2024&se=2026&sp=r&sig=abc",
        "access_token=abc",
        "sig=",
    ],
)
def test_a_signed_link_loses_its_query(query: str) -> None:
    link = f"https://storage.procore.com/api/v5/files/us-east-1/key?{query}"
    shown = without_signatures({"file_versions": [{"id": 1, "url": link}]})
    assert shown == {"file_versions": [{"id": 1, "url": "https://storage.procore.com/api/v5/files/us-east-1/key"}]}


@pytest.mark.parametrize(
    "text",
    [
        "https://us02.procore.com/42/project/rfi/show/7",
        "https://app.procore.com/42/project/submittals?view=list&page=2",
        "See https://example.com/a?token=abc, which the architect sent",
        "http://[broken",
        "no link at all?sig=1",
    ],
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert without_signatures([text, 7, None]) == [text, 7, None]
