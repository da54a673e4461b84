"""Shelves of tools seen as one mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

Value = TypeVar("Value")


class Tiers(Mapping[str, Value]):
    """What is at hand, and behind it what is read when a name asks for it: a server that lists its default surface
    never reads the tools behind it."""

    def __init__(self, at_hand: Mapping[str, Value], behind: Callable[[], Mapping[str, Value]]) -> None:
        self._at_hand = at_hand
        self._load_behind = behind

    @cached_property
    def _behind(self) -> Mapping[str, Value]:
        return self._load_behind()

    def __getitem__(self, name: str) -> Value:
        return self._at_hand[name] if name in self._at_hand else self._behind[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._at_hand
        yield from self._behind

    def __len__(self) -> int:
        return len(self._at_hand) + len(self._behind)
