"""One page of a list, the same to readers whatever way Procore counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

from procore_mcp.api.messages import Json, Response
from procore_mcp.catalog.model import Groups, Paging
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.link_header import next_query
from procore_mcp.engine.page_query import page_name
from procore_mcp.engine.wire_text import text
from procore_mcp.errors import ProcoreError

Arguments = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Page:
    """`next` holds the arguments to add for the page after this one; None on the last.

    `page` is a number from 1, or the text that a cursor list gave for it (None on its first page). `cut_by` says how
    the list goes on after a page that was cut short: at a `count` of records, after the `id` of the last one shown,
    `nowhere` but with the next page, or, when None, only from the start of the same page.
    """

    items: list[Json]
    page: int | str | None
    page_size: int
    total: int | None = None
    next: dict[str, Json] | None = None
    note: str | None = None
    cut_by: Literal["count", "id", "nowhere"] | None = "count"

    def describe(self) -> dict[str, Json]:
        """As readers see it, without what is unknown."""
        facts: dict[str, Json] = {
            "items": self.items,
            "page": self.page,
            "page_size": self.page_size,
            "total": self.total,
            "next": cast("Json", self.next),
            "note": self.note,
        }
        return {name: fact for name, fact in facts.items() if fact is not None}


def page_of(action: Action, arguments: Arguments, response: Response, value: Json) -> Page:
    """`value` is what `decode` made of `response`, for an action that has pages.

    Raises ProcoreError when it is no list.
    """
    paging = cast("Paging", action.pages)
    items = _items(action, response, value)
    if paging.style == "local":
        return _cut(paging, arguments, items)
    if paging.style == "cursor":
        return _by_cursor(paging, arguments, response, items)
    if paging.style == "after_id":
        return _after_id(paging, arguments, response, items)
    return _numbered(action, arguments, response, items)


def _items(action: Action, response: Response, value: Json) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise ProcoreError(
            f"{action.title}: Procore sent one record where its documentation promises a list.",
            status=response.status,
            kind="UNEXPECTED_ERROR",
            request_id=response.request_id,
            hint="The tool does not fit what Procore sends today; please report it.",
        )
    return value if action.result.groups is None else _flat(action.result.groups, value)


def _flat(groups: Groups, value: list[Json]) -> list[Json]:
    """Every item carries the title of its group."""
    return [
        {groups.title: group.get(groups.title), **item} if isinstance(item, dict) else item
        for group in value
        if isinstance(group, dict)
        for item in cast("list[Json]", group.get(groups.items) or [])
    ]


def _cut(paging: Paging, arguments: Arguments, items: list[Json]) -> Page:
    page, size = cast("int", arguments.get("page", 1)), _size(paging, arguments)
    end = page * size
    return Page(items[end - size : end], page, size, len(items), _next(page + 1, size) if end < len(items) else None)


def _numbered(action: Action, arguments: Arguments, response: Response, items: list[Json]) -> Page:
    paging, headers = cast("Paging", action.pages), response.headers
    asked, is_grouped = _size(paging, arguments), action.result.groups is not None
    size, total = _count(headers.get("per-page")) or asked, _count(headers.get("total"))
    page = cast("int", arguments.get("page", 1))
    if "link" not in headers and len(items) > size and not is_grouped:
        return _cut(paging, arguments, items)  # it does not know pages after all, whatever was asked
    follows = _follows(headers, page * size, size, total, len(items))
    following = _next(page + 1, min(size, asked)) if follows else None
    if size > asked:
        note = f"Procore gives {size} records a page here, whatever page_size says."
        return Page(items, page, size, total, following, note, cut_by="nowhere")
    # Groups are not counted as their items are.
    return Page(items, page, size, total, following, cut_by=None if is_grouped else "count")


def _follows(headers: Mapping[str, str], end: int, size: int, total: int | None, count: int) -> bool:
    """The `Link` header decides; without one a known total; without both a full page."""
    if "link" in headers:
        return next_query(headers["link"]) is not None
    return count > 0 and (end < total if total is not None else count >= size)


def _by_cursor(paging: Paging, arguments: Arguments, response: Response, items: list[Json]) -> Page:
    size, total = _size(paging, arguments), _count(response.headers.get("total"))
    cursor = (next_query(response.headers.get("link", "")) or {}).get(page_name(paging))
    page = cast("str | None", arguments.get("page"))
    # The cursor of this very page again would lead round in a circle.
    follows = _next(cursor, size) if cursor and cursor != page else None
    return Page(items, page, size, total, follows, cut_by=None)


def _after_id(paging: Paging, arguments: Arguments, response: Response, items: list[Json]) -> Page:
    size, total = _size(paging, arguments), _count(response.headers.get("total"))
    last = record_id(items[-1]) if len(items) >= size else None
    follows = _next(last, size) if last is not None else None
    return Page(items, cast("str | None", arguments.get("page")), size, total, follows, cut_by="id")


def record_id(item: Json) -> str | None:
    """None for a record that shows no id."""
    found = item.get("id") if isinstance(item, dict) else item
    return None if found is None else text(found)


def _size(paging: Paging, arguments: Arguments) -> int:
    return cast("int", arguments.get("page_size", paging.default_size))


def _next(page: int | str, size: int) -> dict[str, Json]:
    return {"page": page, "page_size": size}


def _count(header: str | None) -> int | None:
    return int(header) if header and header.isascii() and header.isdigit() and len(header) < 16 else None
