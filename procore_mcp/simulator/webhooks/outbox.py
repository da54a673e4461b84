"""Deliveries on their way: tried at once, then ever more rarely, and thrown away after half a day."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import anyio

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, is_list, is_record, number_of, text_of
from procore_mcp.simulator.rest.rendering import written
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.store import Store, Stored

Deliver: TypeAlias = Callable[[str, Mapping[str, str], bytes], Awaitable[int]]
"""Posts a body to an address and answers with the status; raises OSError when nobody answered in time."""

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 3600.0  # seconds
_GIVEN_UP_AFTER = 12 * 3600.0  # seconds
_HELD_BACK = 1.0  # seconds in which later events may overtake earlier ones
_LOOK = 0.1  # seconds between two looks at the clock, which may be stepped by hand
_UNDER_WAY = frozenset({"enqueued", "retrying"})


@dataclass(slots=True)
class _Line:
    """What waits for one destination; a failure pauses all of it until `resumes`."""

    waiting: list[tuple[float, Stored]] = field(default_factory=list[tuple[float, Stored]])
    failing_since: float | None = None
    wait: float = 0.0
    resumes: float = 0.0
    is_busy: bool = False


class Outbox:
    """Nothing leaves by itself: `keep_sending` goes on until it is cancelled, `send_due` looks once."""

    def __init__(self, store: Store, clock: Callable[[], float], settings: Settings, deliver: Deliver) -> None:
        self._store, self._clock, self._settings, self._deliver = store, clock, settings, deliver
        self._lines: dict[str, _Line] = {}
        for delivery in store.all("webhook_deliveries"):
            if delivery.data.get("status") in _UNDER_WAY:
                self.add(delivery)

    def add(self, delivery: Stored) -> None:
        """Puts a delivery at the end of the line of the address that its hook has now."""
        hook = self._hook(delivery)
        if hook is not None:
            line = self._lines.setdefault(text_of(hook.data, "destination_url"), _Line())
            held_back = _HELD_BACK if self._settings.webhooks_out_of_order else 0.0
            line.waiting.append((self._clock() + held_back, delivery))

    async def keep_sending(self) -> None:
        """Until it is cancelled; a slow destination holds up no other."""
        async with anyio.create_task_group() as tasks:
            while True:
                for url, line in self._due():
                    tasks.start_soon(self._send, url, line)
                await anyio.sleep(_LOOK)

    async def send_due(self) -> None:
        """Sends what is due at this moment, and returns when all of it was tried."""
        async with anyio.create_task_group() as tasks:
            for url, line in self._due():
                tasks.start_soon(self._send, url, line)

    def _due(self) -> list[tuple[str, _Line]]:
        found = [(url, line) for url, line in self._lines.items() if not line.is_busy and self._next(line)]
        for _, line in found:
            line.is_busy = True
        return found

    def _next(self, line: _Line) -> Stored | None:
        now = self._clock()
        if now < line.resumes:
            return None
        due = [delivery for at, delivery in line.waiting if at <= now]
        return (due[-1] if self._settings.webhooks_out_of_order else due[0]) if due else None

    async def _send(self, url: str, line: _Line) -> None:
        try:
            while delivery := self._next(line):
                hook = self._hook(delivery)
                if hook is None or hook.data.get("status") != "active":
                    _settle(line, delivery, "failed")
                elif _is_hopeless(line, self._clock()):
                    self._discard(line)
                else:
                    await self._try(url, line, delivery, hook)
        finally:
            line.is_busy = False

    async def _try(self, url: str, line: _Line, delivery: Stored, hook: Stored) -> None:
        if await self._attempt(url, delivery, hook):
            line.failing_since, line.wait = None, 0.0
            _settle(line, delivery, "delivered")
            if self._settings.webhooks_twice:
                await self._attempt(url, delivery, hook)
            return
        now = self._clock()
        line.failing_since = now if line.failing_since is None else line.failing_since
        line.wait = min(line.wait * 2 or _FIRST_WAIT, _LONGEST_WAIT)
        line.resumes = now + line.wait
        delivery.change({"status": "retrying"})

    async def _attempt(self, url: str, delivery: Stored, hook: Stored) -> bool:
        payload, secrets = delivery.data["payload"], hook.data.get("destination_headers")
        headers = {"Content-Type": "application/json"}
        secret = text_of(secrets, "Authorization") if is_record(secrets) else ""
        body = written(payload)
        if secret:
            headers["Authorization"] = secret
        if self._settings.webhooks_signed:
            headers["X-Signature-SHA256"] = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
        attempt: Record = {"attempted_at": stamp(self._clock()), "response_status": None, "error": None}
        try:
            status = await self._deliver(url, headers, body)
            attempt["response_status"] = status
        except OSError as error:
            status, attempt["error"] = 0, str(error) or type(error).__name__
        tried = delivery.data["delivery_attempts"]
        delivery.change({"delivery_attempts": [*(tried if is_list(tried) else []), attempt]})
        return 200 <= status < 300

    def _discard(self, line: _Line) -> None:
        for _, delivery in [*line.waiting]:
            hook = self._hook(delivery)
            _settle(line, delivery, "discarded")
            if hook is not None and self._settings.webhooks_give_up:
                hook.change({"status": "disabled"})
        line.failing_since, line.wait = None, 0.0

    def _hook(self, delivery: Stored) -> Stored | None:
        return self._store.find("webhook_hooks", number_of(delivery.data, "_hook_id"))


def _is_hopeless(line: _Line, now: float) -> bool:
    return line.failing_since is not None and now - line.failing_since >= _GIVEN_UP_AFTER


def _settle(line: _Line, delivery: Stored, status: str) -> None:
    line.waiting = [(at, waiting) for at, waiting in line.waiting if waiting is not delivery]
    delivery.change({"status": status})
