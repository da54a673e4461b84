from __future__ import annotations

import time

import pytest

from procore_mcp.api.clock import SystemClock


@pytest.mark.anyio
async def test_the_system_clock_tells_unix_time_and_sleeps():
    before = time.time()
    await SystemClock().sleep(0)
    assert before <= SystemClock().now() <= time.time()
