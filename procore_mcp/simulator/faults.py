"""Misbehaviour by script: the next matching requests are answered wrongly, late, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from procore_mcp.simulator.json_types import Json

HTML = "<html><head><title>{status}</title></head><body><center><h1>{status}</h1></center><hr></body></html>"


@dataclass(slots=True)
class Fault:
    """One scripted misbehaviour; `method` may be `*`, `path` is a regular expression for the whole path.

    `skip` lets that many matching requests pass first, `times` counts down from there. Without `status` the
    real answer is given, so that `delay`, `truncate`, `slow_body` (seconds in all) and
    `drop="after_commit"` act upon it; `headers` are added to whichever answer is sent.
    """

    method: str
    path: str
    times: int = 1
    skip: int = 0
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: Json = None
    delay: float = 0.0
    drop: Literal["before_commit", "after_commit"] | None = None
    html: bool = False
    truncate: bool = False
    slow_body: float = 0.0

    def __post_init__(self) -> None:
        self._pattern = re.compile(self.path)

    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def matches(self, method: str, path: str) -> bool:
        return self.method in {"*", method} and self._pattern.fullmatch(path) is not None


class Faults:
    """The script; the first fault that matches is used, and forgotten after its last time."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, match: tuple[str, str], **details: object) -> Fault:
        """Adds a fault; `details` are the other members of `Fault`. Raises TypeError for an unknown one."""
        fault = Fault(*match, **details)  # pyright: ignore[reportArgumentType]  named members, checked by Fault
        self.waiting.append(fault)
        return fault

    def take(self, method: str, path: str) -> Fault | None:
        for fault in self.waiting:
            if fault.matches(method, path):
                return self._use(fault)
        return None

    def clear(self) -> None:
        self.waiting.clear()

    def _use(self, fault: Fault) -> Fault | None:
        if fault.skip > 0:
            fault.skip -= 1
            return None
        fault.times -= 1
        if fault.times <= 0:
            self.waiting.remove(fault)
        return fault
