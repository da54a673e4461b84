"""Names that someone probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_LEAST_LIKENESS = 0.6


def nearest(name: str, among: Iterable[str], *, limit: int = 3) -> tuple[str, ...]:
    """The most similar of `among`, best first; words in another order count as similar (`rfi_list`, `list_rfis`)."""
    wanted = name.lower().replace("-", "_")
    names = list(among)
    by_words = {_sorted_words(candidate): candidate for candidate in reversed(names)}
    as_written = get_close_matches(wanted, names, n=limit, cutoff=_LEAST_LIKENESS)
    reordered = get_close_matches(_sorted_words(wanted), by_words, n=limit, cutoff=_LEAST_LIKENESS)
    return tuple(dict.fromkeys([*as_written, *(by_words[words] for words in reordered)]))[:limit]


def did_you_mean(name: str, among: Iterable[str]) -> str:
    """A sentence for the end of a message, empty when nothing is close."""
    close = nearest(name, among)
    return f" Did you mean {' or '.join(close)}?" if close else ""


def _sorted_words(name: str) -> str:
    return "_".join(sorted(name.split("_")))
