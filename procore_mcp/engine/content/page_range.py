"""Which pages a caller asked for: `3`, `1-4`, `7-`, `1,3,9-12`."""

from __future__ import annotations

import re

from procore_mcp.errors import BadArguments

_PART = re.compile(r"\s*(\d{1,9})\s*(?:(-)\s*(\d{0,9})\s*)?")


def page_numbers(wanted: str | None, total: int, *, tool: str) -> list[int]:
    """Sorted numbers without repeats, all within `total`; every page when nothing is wanted.

    Raises BadArguments for anything else than page numbers and ranges, and when no wanted page exists.
    """
    if wanted is None:
        return list(range(1, total + 1))
    chosen: set[int] = set()
    for part in wanted.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise BadArguments(
                tool, [f"pages: {wanted!r} is not a list of pages."], hint="Write 3, 1-4, 7- or 1,3,9-12."
            )
        first = int(match[1])
        last = (int(match[3]) if match[3] else total) if match[2] else first
        chosen.update(range(max(first, 1), min(last, total) + 1))
    if not chosen:
        raise BadArguments(tool, [f"pages: {wanted!r} lies outside the file, which has {total} page(s)."])
    return sorted(chosen)


def as_range(first: int) -> str:
    """The rest of the file from `first` on."""
    return f"{first}-"
