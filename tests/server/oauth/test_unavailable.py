from __future__ import annotations

import logging

import pytest
from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.errors import Unreachable
from procore_mcp.server.oauth.unavailable import for_people, for_programs

pytestmark = pytest.mark.anyio
REQUEST = Request({"type": "http", "method": "GET", "path": "/oauth/token", "headers": [], "query_string": b"code=x"})


async def fails(request: Request) -> Response:
    raise Unreachable("redis://:hunter2@db is away", hint="Start it.")


async def breaks(request: Request) -> Response:
    raise RuntimeError("hunter2")


@pytest.mark.parametrize(("answer", "status"), [(fails, 503), (breaks, 500)])
async def test_programs_are_told_that_it_failed_and_the_log_why(
    answer: object, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    response = await for_programs(fails if answer is fails else breaks)(REQUEST)
    assert response.status_code == status
    assert b"hunter2" not in bytes(response.body)
    assert "hunter2" in caplog.text
    assert "code=x" not in caplog.text


@pytest.mark.parametrize("answer", [fails, breaks])
async def test_people_are_told_on_a_page(answer: object, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = await for_people(fails if answer is fails else breaks)(REQUEST)
    assert response.status_code == 503
    assert b"hunter2" not in bytes(response.body)
    assert "hunter2" in caplog.text
