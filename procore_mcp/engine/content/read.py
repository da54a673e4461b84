"""From bytes to what a reader gets, within a budget of tokens."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from procore_mcp.api.messages import Json
from procore_mcp.engine.answer import Image
from procore_mcp.engine.content.damage import Unreadable
from procore_mcp.engine.content.kind import Kind
from procore_mcp.engine.content.office import document_pages, workbook_pages
from procore_mcp.engine.content.page import Page
from procore_mcp.engine.content.page_range import as_range, page_numbers
from procore_mcp.engine.content.pdf import Pdf, opened
from procore_mcp.engine.content.picture import small_image
from procore_mcp.engine.content.text import table_pages, text_pages

MAX_PICTURED_PAGES = 2
CHARACTERS_PER_TOKEN = 4
_PAGED: dict[Kind, Callable[[bytes], list[Page]]] = {
    Kind.TEXT: text_pages,
    Kind.TABLE: table_pages,
    Kind.WORKBOOK: workbook_pages,
    Kind.DOCUMENT: document_pages,
}


@dataclass(frozen=True, slots=True)
class Reading:
    data: dict[str, Json]
    images: tuple[Image, ...] = ()


def read(kind: Kind, content: bytes, *, pages: str | None, tool: str, tokens: int) -> Reading | None:
    """None when the kind has nothing to read; a damaged file becomes a reading that says so.

    Raises BadArguments for page numbers outside the file, MissingExtra when a reader is not installed.
    """
    try:
        if kind is Kind.PDF:
            with opened(content) as pdf:
                return _read_pdf(pdf, pages, tool, tokens)
        if kind is Kind.IMAGE:
            return Reading({"kind": str(kind)}, (small_image(content),))
        if kind in _PAGED:
            return _read_pages(kind, _PAGED[kind](content), pages, tool, tokens)
    except Unreadable as error:
        return Reading({"kind": str(kind), "content": f"The content cannot be read: {error}."})
    return None


def _read_pages(kind: Kind, all_pages: Sequence[Page], wanted: str | None, tool: str, tokens: int) -> Reading:
    numbers = page_numbers(wanted, len(all_pages), tool=tool)
    return Reading(_shown(kind, [all_pages[number - 1] for number in numbers], len(all_pages), tokens))


def _read_pdf(pdf: Pdf, wanted: str | None, tool: str, tokens: int) -> Reading:
    """Pages without text (scans, many drawings) are shown as pictures, two at most."""
    bare: list[int] = []

    def noting_bare_pages() -> Iterator[Page]:
        for page in pdf.texts(page_numbers(wanted, pdf.total, tool=tool)):
            yield page
            if not page.text:
                bare.append(page.number)

    data = _shown(Kind.PDF, noting_bare_pages(), pdf.total, tokens, full=lambda: len(bare) == MAX_PICTURED_PAGES)
    if bare:
        data["pictured_pages"] = list[Json](bare)
    return Reading(data, tuple(pdf.picture(number) for number in bare))


def _shown(
    kind: Kind, pages: Iterable[Page], total: int, tokens: int, *, full: Callable[[], bool] = lambda: False
) -> dict[str, Json]:
    """Whole pages until the budget is used; a first page larger than the budget is cut at a line and says so."""
    room = tokens * CHARACTERS_PER_TOKEN
    shown: list[Json] = []
    data: dict[str, Json] = {"kind": str(kind), "total_pages": total, "pages": shown}
    for page in pages:
        if shown and (len(page.text) > room or full()):
            data["next"] = {"pages": as_range(page.number)}
            break
        shown.append(_page(page, room))
        room -= len(page.text)
    return data


def _page(page: Page, room: int) -> dict[str, Json]:
    entry: dict[str, Json] = {"page": page.number}
    if page.label:
        entry["sheet"] = page.label
    if len(page.text) <= room:
        return {**entry, "text": page.text}
    cut = page.text[:room].rpartition("\n")[0] or page.text[:room]
    return {**entry, "text": cut, "omitted": f"{len(page.text) - len(cut):,} more characters of this page"}
