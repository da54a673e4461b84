from __future__ import annotations

import pytest

from tests.api.virtual_time import VirtualLoop


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, object]]:
    """Time jumps, so that deadlines and windows of an hour cost nothing."""
    return "asyncio", {"loop_factory": VirtualLoop}
