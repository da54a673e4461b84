"""One measured line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """`value` and `target` share `unit`; `is_floor` when larger is better."""

    what: str
    value: float
    target: float
    unit: str
    detail: str
    is_floor: bool = False

    @property
    def is_met(self) -> bool:
        return self.value >= self.target if self.is_floor else self.value <= self.target
