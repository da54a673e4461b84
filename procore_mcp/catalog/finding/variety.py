"""The best first, but not all of one kind: five places should hold what five readings of a request would want."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

# What remains of a score for each better one of the same kind, and of the same kind and effect.
_SAME_KIND = 0.75
_SAME_EFFECT = 0.75
# Nothing below these comes up again.
_CONSIDERED = 80


def varied(
    ranked: Sequence[tuple[float, int]], kind: Callable[[int], Hashable], effect: Callable[[int], Hashable], limit: int
) -> list[int]:
    """Positions of `ranked`, which has the best first."""
    rest = list(ranked[: max(_CONSIDERED, limit)])
    kinds: Counter[Hashable] = Counter()
    effects: Counter[Hashable] = Counter()
    chosen: list[int] = []

    def left_of(score: float, position: int) -> float:
        alike, same = kinds[kind(position)], effects[kind(position), effect(position)]
        return score * _SAME_KIND**alike * _SAME_EFFECT**same

    while rest and len(chosen) < limit:
        best = max(range(len(rest)), key=lambda place: left_of(*rest[place]))
        _, position = rest.pop(best)
        chosen.append(position)
        kinds[kind(position)] += 1
        effects[kind(position), effect(position)] += 1
    return chosen
