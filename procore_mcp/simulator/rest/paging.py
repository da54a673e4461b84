"""Pages of a list, with the headers and the oddities that Procore's have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.refusals import Problem, Refusal, invisible
from procore_mcp.simulator.rest.query import Query
from procore_mcp.simulator.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """The items of one page and the headers that go with it."""

    items: Sequence[T]
    headers: dict[str, str]


def cut(rows: Sequence[T], action: Action, query: Query, url: str, settings: Settings) -> Page[T]:
    """`url` is origin and path: Procore leaves a list's own parameters out of its links.

    The settings say what becomes of a page beyond the end, and of more records a page than the most.
    """
    if action.paging is None:
        return Page(rows, {})
    number, size = _asked(action, query, settings)
    last = max(-(-len(rows) // size), 1)
    if number > last and settings.beyond_the_end == "not_found":
        raise invisible()
    if settings.beyond_the_end == "last_page":
        number = min(number, last)
    headers = {"Link": _link(url, number, size, last), "Per-Page": str(size), "Total": str(len(rows))}
    return Page(rows[(number - 1) * size : number * size], headers)


def _asked(action: Action, query: Query, settings: Settings) -> tuple[int, int]:
    paging = action.paging
    assert paging is not None  # noqa: S101  cut has looked
    number = query.number("page") if query.has("page") else 1
    size = query.number("per_page") if query.has("per_page") else paging.default
    for name, value in (("page", number), ("per_page", size)):
        if value is None or value < 1:
            raise _refusal(name, "must be 1 or more")
    assert number is not None and size is not None  # noqa: S101, PT018  refused above
    is_strict = {"by_version": action.version.startswith("v2"), "clamp": False, "refuse": True}
    if size > paging.most and is_strict[settings.oversize_page]:
        raise _refusal("per_page", f"must be at most {paging.most}")
    return number, min(size, paging.most)


def _refusal(name: str, message: str) -> Refusal:
    return Refusal(400, "The query string is not valid.", problems=(Problem(name, message),))


def _link(url: str, number: int, size: int, last: int) -> str:
    """Empty for a single page; page 2 has no `prev`; the last page has no `next`."""
    if last == 1:
        return ""
    pages = {"first": 1 if number > 1 else 0, "prev": number - 1 if number > 2 else 0, "last": last}
    pages["next"] = number + 1 if number < last else 0
    return ", ".join(
        f'<{url}?page={page}&per_page={size}>; rel="{relation}"' for relation, page in pages.items() if page
    )
