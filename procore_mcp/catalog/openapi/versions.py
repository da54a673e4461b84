"""Which of several versions of a call to offer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from procore_mcp.catalog.openapi.documented_action import DocumentedAction

# How a list is cut into pages is ours to say.
_PAGES = frozenset({"query page", "query per_page"})


def superseded(actions: Iterable[DocumentedAction], curated: Collection[str]) -> dict[str, str]:
    """The calls to leave out, each with the call that stands for it: `GET /rest/v1.0/…` to `GET /rest/v1.1/…`.

    For those in `curated` people wrote a tool; they are never left out.
    """
    families: defaultdict[tuple[str, str], list[DocumentedAction]] = defaultdict(list)
    for action in actions:
        families[action.key].append(action)
    found: dict[str, str] = {}
    for family in families.values():
        found |= _left_out(sorted(family, key=lambda action: action.version), curated)
    return found


def _left_out(family: Sequence[DocumentedAction], curated: Collection[str]) -> dict[str, str]:
    """`family` is oldest first. Newer versions are asked first, so that what stands for another is never left out."""
    left_out: dict[str, str] = {}
    for action in reversed(family):
        rivals = [one for one in reversed(family) if one is not action and one.http not in left_out]
        standing = [rival for rival in rivals if _replaces(rival, action, curated)]
        if standing and action.http not in curated:
            left_out[action.http] = standing[0].http
    return left_out


def _replaces(rival: DocumentedAction, action: DocumentedAction, curated: Collection[str]) -> bool:
    """A newer minor version does; another one only if it takes all that this one takes and is newer, or curated."""
    is_newer = rival.version > action.version
    if is_newer and rival.version[0] == action.version[0]:
        return True
    return (is_newer or rival.http in curated) and _taken(action) <= _taken(rival)


def _taken(action: DocumentedAction) -> set[str]:
    """What it takes, beside the ids in its path and the pages."""
    return {place for place in action.places() if not place.startswith("path ")} - _PAGES
