"""Two tiers seen as one mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")


class Tiers(Mapping[str, Value]):
    """The curated tier at once, the generated one when a name asks for it: a server that lists its default surface
    never reads the two thousand tools behind it."""

    def __init__(self, curated: Mapping[str, Value], generated: Callable[[], Mapping[str, Value]]) -> None:
        self.curated = curated
        self._load_generated = generated

    @cached_property
    def _all(self) -> Mapping[str, Value]:
        return {**self.curated, **self._load_generated()}

    def __getitem__(self, name: str) -> Value:
        found = self.curated.get(name)
        return self._all[name] if found is None else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
