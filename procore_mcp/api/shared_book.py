"""The budget in the state that the processes of one machine, or several replicas, share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import anyio
from pydantic import TypeAdapter, ValidationError

from procore_mcp.api.book import Change, T
from procore_mcp.api.budget import Budget
from procore_mcp.api.reunion import parted, reunited, told
from procore_mcp.errors import StateUnavailable
from procore_mcp.state.protocol import State

LIFE = 2 * 3_600.0  # seconds for which an unused budget is kept
DEADLINE = 1.0  # seconds that the store has before this process goes on alone
FIRST_ABSENCE = 1.0  # seconds until the store is tried again; grows to the longest
LONGEST_ABSENCE = 15.0

_ADAPTER = TypeAdapter(Budget)


class SharedBook:
    """Costs one exchange with the store for a change that nobody else got in the way of.

    Without the store it goes on with what it knew, and keeps to its part of that. `clock` gives seconds.
    """

    def __init__(self, state: State, key: str, process: str, *, clock: Callable[[], float]) -> None:
        self._state = state
        self._key = key
        self._process = process
        self._clock = clock
        self._known: bytes | None = None
        self._budget = Budget()
        self._absence = 0.0
        self._back_at = 0.0

    @property
    def is_shared(self) -> bool:
        return not self._absence

    async def change(self, change: Change[T]) -> tuple[Budget, T]:
        if not self._is_waiting():
            try:
                with anyio.CancelScope(shield=True), anyio.fail_after(DEADLINE):  # half a change would be nobody's
                    return await self._change_together(change)
            except (StateUnavailable, TimeoutError):
                self._go_alone()
        self._budget, result = change(self._budget)
        return self._budget, result

    async def _change_together(self, change: Change[T]) -> tuple[Budget, T]:
        if self._absence:
            self._meet(await self._state.get(self._key))
        while True:
            budget, result = change(self._budget)
            if budget == self._budget:
                present = await self._state.get(self._key)
                if present == self._known:
                    return budget, result
            elif await self._state.swap(self._key, self._known, written := _ADAPTER.dump_json(budget), ttl=LIFE):
                self._known, self._budget = written, budget
                return budget, result
            else:
                present = await self._state.get(self._key)
            self._learn(present)

    def _is_waiting(self) -> bool:
        """Also over when the clock was set back."""
        return 0 < self._back_at - self._clock() <= LONGEST_ABSENCE

    def _learn(self, present: bytes | None) -> None:
        """A store that lost the budget gets it back from whoever comes first."""
        self._known = present
        budget = None if present is None else _read(present)
        self._budget = self._budget if budget is None else told(self._budget, budget, self._process)

    def _meet(self, present: bytes | None) -> None:
        self._known = present
        self._budget = reunited(self._budget, None if present is None else _read(present), self._process)
        self._absence = 0.0

    def _go_alone(self) -> None:
        if not self._absence:
            self._budget = parted(self._budget, self._process)
        self._absence = min(max(FIRST_ABSENCE, self._absence * 2), LONGEST_ABSENCE)
        self._back_at = self._clock() + self._absence


def _read(text: bytes) -> Budget | None:
    """None for what another version has written: it is learnt anew."""
    try:
        return replace(_ADAPTER.validate_json(text), partners=1)
    except ValidationError:
        return None
