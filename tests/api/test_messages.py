from __future__ import annotations

import pytest

from procore_mcp.api.messages import Download, FilePart, Request, Response


@pytest.mark.parametrize(("method", "is_read"), [("GET", True), ("HEAD", True), ("POST", False), ("DELETE", False)])
def test_a_read_can_be_sent_twice(method, is_read):
    assert Request(method, "/rest/v1.0/me").is_read is is_read


@pytest.mark.parametrize(
    "message",
    [
        FilePart("plan.pdf", "application/pdf", b"very-secret"),
        Response(200, {}, b"very-secret"),
        Download(b"very-secret", None, None),
    ],
)
def test_contents_stay_out_of_what_is_printed(message):
    assert "very-secret" not in repr(message)
