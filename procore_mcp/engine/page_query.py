"""Which page to ask Procore for, in its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import Paging
from procore_mcp.engine.wire_text import text

_PAGE_NAMES = {"page_number": "page", "page_from_zero": "page", "cursor": "cursor", "after_id": "page_start"}
_SIZE_NAMES = {"after_id": "page_size"}


def page_name(paging: Paging) -> str:
    """Procore's name for where the page starts. Not for the style `local`, which has none."""
    return paging.page or _PAGE_NAMES[paging.style]


def page_query(paging: Paging | None, arguments: Mapping[str, Json]) -> Iterator[tuple[str, str]]:
    """The size always goes along: Procore's defaults differ from list to list and are mostly unstated."""
    if paging is None or paging.style == "local":
        return
    page = arguments.get("page")
    if paging.style in {"page_number", "page_from_zero"}:
        number = int(text(page)) if page is not None else 1
        page = number - 1 if paging.style == "page_from_zero" else number
    if page is not None:
        yield page_name(paging), text(page)
    size_name = paging.size or _SIZE_NAMES.get(paging.style, "per_page")
    yield size_name, text(arguments.get("page_size", paging.default_size))
