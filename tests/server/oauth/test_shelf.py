from __future__ import annotations

from typing import Any, cast

import anyio
import pytest

from procore_mcp.auth.sealing import Sealing
from procore_mcp.errors import Unsealable
from procore_mcp.server.oauth.shelf import Shelf
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State

pytestmark = pytest.mark.anyio


async def test_what_cannot_be_read_counts_as_absent() -> None:
    state = open_state("sqlite://")
    shelf = Shelf(state, "number", int, life=None)
    await state.put("oauth:number:a", b'"no number"')
    assert await shelf.get("a") is None
    assert await shelf.change("a", lambda value: 1 if value is None else None) == 1
    assert await shelf.keys() == ["a"]


async def test_of_many_changes_at_once_none_is_lost() -> None:
    shelf = Shelf(open_state("sqlite://"), "number", int, life=None)

    async def add() -> None:
        await shelf.change("a", lambda value: (value or 0) + 1)

    async with anyio.create_task_group() as group:
        for _ in range(20):
            group.start_soon(add)
    assert await shelf.get("a") == 20


async def test_a_value_that_never_stands_still_is_given_up() -> None:
    state = open_state("sqlite://")
    shelf = Shelf(state, "number", int, life=None)

    class Restless:
        """A state in which somebody else is always faster."""

        def __getattr__(self, name: str) -> Any:
            return getattr(state, name)

        async def swap(self, key: str, expected: bytes | None, value: bytes, *, ttl: float | None = None) -> bool:
            return False

    restless = Shelf(cast("State", Restless()), "number", int, life=None)
    with pytest.raises(TimeoutError):
        await restless.change("a", lambda value: (value or 0) + 1)
    assert await shelf.get("a") is None


async def test_what_was_sealed_under_one_key_opens_under_no_other() -> None:
    state = open_state("sqlite://")
    shelf = Shelf(state, "secret", str, life=None, sealing=Sealing([b"k" * 32]))
    await shelf.put("a", "word")
    stored = await state.get("oauth:secret:a")
    assert stored
    assert b"word" not in stored
    await state.put("oauth:secret:b", stored)
    assert await shelf.get("a") == "word"
    with pytest.raises(Unsealable):
        await shelf.get("b")
