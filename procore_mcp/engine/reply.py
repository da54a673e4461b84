"""The answer as its reader gets it: company and project first, what is worth reading, within the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import cast

from procore_mcp.api.messages import Json, Request, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.catalog.view_field import parse_view_field
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.budget import fit_page
from procore_mcp.engine.links import without_signatures
from procore_mcp.engine.own_rows import narrowed
from procore_mcp.engine.paging import Page, page_of
from procore_mcp.engine.read_back import not_kept
from procore_mcp.engine.record_budget import fit_record
from procore_mcp.engine.session import Session
from procore_mcp.engine.shortfall import shortfalls
from procore_mcp.engine.tokens import tokens
from procore_mcp.engine.views import Detail, field_name, project, unknown_fields

# Procore may resolve a wrong company header against another company, and finds nothing there.
_ELSEWHERE = (
    "Nothing matched. Procore answers the same where the project is not in this company, or the company is not this "
    "person's: if either id was not read from list_companies and list_projects, check it there."
)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call that Procore answered: `value` is what `decode` made of the response."""

    action: Action
    arguments: Mapping[str, Json]
    request: Request
    response: Response
    value: Json

    @property
    def fields(self) -> Sequence[str]:
        return cast("list[str]", self.arguments.get("fields") or [])

    @property
    def detail(self) -> Detail:
        return cast("Detail", self.arguments.get("detail", "normal"))

    @property
    def asked(self) -> Sequence[str] | None:
        """Names that asked-for fields have in the answer; None when this tool cannot be asked for any."""
        return [field_name(field) for field in self.fields] if self.action.view else None

    @property
    def paths(self) -> Mapping[str, str]:
        """Names in the view, and where they lie in Procore's record."""
        return _paths(tuple(self.action.view.fields)) if self.action.view else {}

    def shown(self, value: Json) -> Json:
        return without_signatures(project(self.action.view, value, fields=self.fields, detail=self.detail))


@lru_cache(maxsize=512)
def _paths(fields: tuple[str, ...]) -> Mapping[str, str]:
    parsed = map(parse_view_field, fields)
    return {field.name: ".".join(field.path) for field in parsed}


def reply(exchange: Exchange, session: Session) -> Answer:
    """What `session` may see, within its budget. Raises ProcoreError when a list is no list."""
    page = _page(exchange, session) if exchange.action.pages else None
    facts = _facts(exchange, page.items if page else exchange.value)
    room = session.result_tokens - tokens(facts)
    return Answer({**facts, **(_list(exchange, page, room) if page else _record(exchange, room))})


def _facts(exchange: Exchange, value: Json) -> dict[str, Json]:
    """Where it is, and what the reader should be warned of."""
    arguments, request = exchange.arguments, exchange.request
    facts: dict[str, Json] = {name: arguments[name] for name in ("company_id", "project_id") if name in arguments}
    warnings = [
        *shortfalls(request, exchange.value),
        *not_kept(request, value),
        *unknown_fields(value, exchange.fields),
    ]
    return {**facts, "warnings": cast("Json", warnings)} if warnings else facts


def _page(exchange: Exchange, session: Session) -> Page:
    page = page_of(exchange.action, exchange.arguments, exchange.response, exchange.value)
    if not page.items:
        return replace(page, note=_why_empty(exchange.arguments, page, session))
    return narrowed(page, exchange.action, session)


def _why_empty(arguments: Mapping[str, Json], page: Page, session: Session) -> str | None:
    """What keeps an empty page from being taken for proof that nothing is there."""
    if isinstance(page.page, int) and page.page > 1:
        return f"This page lies beyond the last{f' of {page.total} records' if page.total else ''}."
    if arguments.get("company_id") in {None, session.company_id}:
        return None
    return _ELSEWHERE


def _list(exchange: Exchange, page: Page, limit: int) -> dict[str, Json]:
    shown = replace(page, items=[exchange.shown(item) for item in page.items])
    return fit_page(shown, limit, asked=exchange.asked, paths=exchange.paths).describe()


def _record(exchange: Exchange, limit: int) -> dict[str, Json]:
    if exchange.value is None or exchange.action.result.empty:
        return {"done": True}
    shown = exchange.shown(exchange.value)
    return {"record": fit_record(shown, limit, asked=exchange.asked, paths=exchange.paths)}
