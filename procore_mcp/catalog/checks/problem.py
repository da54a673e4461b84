"""What a check found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`place` is the path inside the tool, `params.status` for example; empty for the tool itself."""

    place: str
    says: str
    fix: str


def below(place: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The same problems, seen from further up."""
    for problem in problems:
        yield Problem(f"{place}.{problem.place}" if problem.place else place, problem.says, problem.fix)
