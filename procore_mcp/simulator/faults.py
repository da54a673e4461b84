"""Misbehaviour by script: the next matching requests are answered wrongly, late, or not at all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

_Seconds: TypeAlias = Annotated[float, Field(ge=0, allow_inf_nan=False)]
_FRAMING = frozenset({"content-length", "transfer-encoding"})
_NAME = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
_HEADER = re.compile(r"[\t\x20-\x7e]*")

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
    times: Annotated[int, Field(ge=1)] = 1
    skip: Annotated[int, Field(ge=0)] = 0
    status: Annotated[int, Field(ge=200, le=599)] | None = None
    headers: Mapping[str, str] = field(default_factory=dict[str, str])
    body: object = None
    delay: _Seconds = 0.0
    drop: Literal["before_commit", "after_commit"] | None = None
    html: bool = False
    truncate: bool = False
    slow_body: _Seconds = 0.0

    def __post_init__(self) -> None:
        """Raises ValueError for a path that is no regular expression, and for a header that cannot be sent."""
        try:
            re.compile(self.path)
        except re.error as bad:
            raise ValueError(f"{self.path!r} is no regular expression: {bad}.") from bad
        for name, value in self.headers.items():
            if name.lower() in _FRAMING:
                raise ValueError(f"{name} belongs to the connection; `truncate` sends less than was announced.")
            if not (_NAME.fullmatch(name) and _HEADER.fullmatch(value)):
                raise ValueError(f"The header {name!r} cannot be sent: plain ASCII on one line goes through.")

    def matches(self, method: str, path: str) -> bool:
        return self.method in {"*", method} and re.fullmatch(self.path, path) is not None


_FAULT = TypeAdapter(Fault)


def read_fault(raw: Mapping[str, object]) -> Fault:
    """A fault from its members. Raises ValueError for an unknown member, a wrong type, or no regular expression."""
    known = {item.name for item in fields(Fault)}
    if unknown := raw.keys() - known:
        raise ValueError(f"A fault has no member {', '.join(sorted(unknown))}.")
    return _FAULT.validate_python(raw)


class Faults:
    """The script; the first fault that matches is used, and forgotten after its last time."""

    def __init__(self) -> None:
        self.waiting: list[Fault] = []

    def add(self, match: tuple[str, str], **details: object) -> Fault:
        """Adds a fault; `details` are the other members of `Fault`. Raises ValueError for what makes no fault."""
        fault = read_fault({"method": match[0], "path": match[1], **details})
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
