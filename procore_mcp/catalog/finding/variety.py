"""The best first, but not all of one kind: five places should hold what five readings of a request would want."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Sequence

# What remains of a score beside a better one of the same kind, and of the same kind and effect.
_SAME_KIND = 0.8
_SAME_EFFECT = 0.75
# Kinds that share words are less alike than the share says: a meeting's topics are no meetings.
_RELATED = 0.3
# Nothing below these comes up again.
_CONSIDERED = 80


def varied(
    ranked: Sequence[tuple[float, int]],
    kind: Callable[[int], Collection[str]],
    effect: Callable[[int], Hashable],
    limit: int,
) -> list[int]:
    """Positions of `ranked`, which has the best first. A kind is words: the more two of them share, the more alike
    they are."""
    rest = {position: score for score, position in ranked[: max(_CONSIDERED, limit)]}
    chosen: list[int] = []
    while rest and len(chosen) < limit:
        best = max(rest, key=rest.__getitem__)
        del rest[best]
        chosen.append(best)
        for position in rest:
            left = _SAME_KIND * (_SAME_EFFECT if effect(position) == effect(best) else 1)
            rest[position] *= left ** _likeness(kind(best), kind(position))
    return chosen


def _likeness(one: Collection[str], other: Collection[str]) -> float:
    """1 for the same words, 0 for none in common."""
    share = len({*one} & {*other}) / (len({*one} | {*other}) or 1)
    return share if share == 1 else share * _RELATED
