"""A file cut into pages: printed ones where the file has them, blocks of lines where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINES_PER_PAGE = 200
CHARACTERS_PER_PAGE = 8_000


@dataclass(frozen=True, slots=True)
class Page:
    """`number` counts from 1; `label` names a sheet of a workbook."""

    number: int
    text: str
    label: str | None = None


def pages_of_lines(lines: Sequence[str], *, heading: str | None = None) -> list[Page]:
    """Blocks of at most 200 lines and about 8,000 characters; `heading`, a table's first row, opens all later ones."""
    blocks: list[list[str]] = [[]]
    room = CHARACTERS_PER_PAGE
    for line in lines:
        if blocks[-1] and (len(blocks[-1]) >= LINES_PER_PAGE or len(line) > room):
            blocks.append([heading] if heading else [])
            room = CHARACTERS_PER_PAGE
        blocks[-1].append(line)
        room -= len(line) + 1
    return [Page(number, "\n".join(block)) for number, block in enumerate(blocks, 1)]
