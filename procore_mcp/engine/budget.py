"""A page that is too long for one answer ends earlier, at a record, and says how to go on without gap or repetition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from procore_mcp.api.messages import Json
from procore_mcp.engine.paging import Page, record_id
from procore_mcp.engine.record_budget import fit_record
from procore_mcp.engine.tokens import how_many_fit, tokens

_NOTE = 60  # tokens of the longest note


def fit_page(
    page: Page, limit: int, *, asked: Sequence[str] | None = None, paths: Mapping[str, str] | None = None
) -> Page:
    """`page` in at most `limit` tokens of its description, with at least one record.

    `asked` and `paths` are those of `fit_record`, for a record that alone is too long.
    """
    if tokens(page.describe()) <= limit:
        return page
    room = limit - tokens(replace(page, items=[]).describe()) - _NOTE
    count = max(how_many_fit(page.items, room), 1)
    if page.cut_by == "count":
        cut = _cut_at_count(page, count)
    elif page.cut_by == "id" and count < len(page.items) and (last := record_id(page.items[count - 1])):
        cut = replace(page, items=page.items[:count], page_size=count, next={"page": last, "page_size": count})
    else:
        cut = _cut_with_repetition(page, count)
    return replace(cut, items=[fit_record(item, room - 1, asked=asked, paths=paths) for item in cut.items])


def _cut_at_count(page: Page, count: int) -> Page:
    """Pages of a size that divides what lies before this one, so that the next begins where this one ends."""
    before = _before(page)
    size = _largest_divisor(before, count)
    shown = page.items[:size]
    number = before // size + 1
    goes_on = len(shown) < len(page.items) or page.next is not None
    return replace(
        page,
        items=shown,
        page=number,
        page_size=size,
        next={"page": number + 1, "page_size": size} if goes_on else None,
    )


def _cut_with_repetition(page: Page, count: int) -> Page:
    """Only Procore knows where such a page can be split, so the same page is offered again, smaller."""
    whole = len(page.items)
    smaller = page.page_size * count // whole
    if count == whole or smaller < 1 or page.cut_by == "nowhere":
        left_out = f"{whole - count} of the {whole} records of this page did not fit; choose fewer fields."
        return replace(page, items=page.items[:count], note=left_out if count < whole else page.note)
    again: dict[str, Json] = {"page_size": smaller}
    if isinstance(page.page, int):
        smaller = _largest_divisor(_before(page), smaller)
        again = {"page": _before(page) // smaller + 1, "page_size": smaller}
    elif page.page is not None:
        again = {"page": page.page, **again}
    note = f"Only the first {count} of the {whole} records of this page fit; `next` gives the same page, smaller."
    return replace(page, items=page.items[:count], next=again, note=note)


def _before(page: Page) -> int:
    """Records that lie before a numbered page."""
    return (page.page - 1) * page.page_size if isinstance(page.page, int) else 0


def _largest_divisor(number: int, ceiling: int) -> int:
    return ceiling if number == 0 else next(size for size in range(ceiling, 0, -1) if number % size == 0)
