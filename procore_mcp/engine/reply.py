"""The answer as its reader gets it: company and project first, what is worth reading, within the budget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from procore_mcp.api.messages import Json, Request, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.catalog.view_field import parse_view_field
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.budget import fit_page
from procore_mcp.engine.links import without_signatures
from procore_mcp.engine.paging import page_of
from procore_mcp.engine.read_back import not_kept
from procore_mcp.engine.record_budget import fit_record
from procore_mcp.engine.shortfall import shortfalls
from procore_mcp.engine.views import Detail, project, unknown_fields

_FRAME_TOKENS = 120  # company, project and the longest warnings, beside the records themselves


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
        """Fields that the reader asked for by name; None when this tool cannot be asked for any."""
        return [".".join(parse_view_field(field).path) for field in self.fields] if self.action.view else None

    @property
    def paths(self) -> Mapping[str, str]:
        """Names in the view, and where they lie in Procore's record."""
        view = self.action.view
        parsed = [parse_view_field(field) for field in view.fields] if view else []
        return {field.name: ".".join(field.path) for field in parsed}

    def shown(self, value: Json) -> Json:
        return without_signatures(project(self.action.view, value, fields=self.fields, detail=self.detail))


def reply(exchange: Exchange, *, limit: int) -> Answer:
    """`limit` in tokens (characters / 4). Raises ProcoreError when a list is no list."""
    arguments, value = exchange.arguments, exchange.value
    warnings = [
        *shortfalls(exchange.request, value),
        *not_kept(exchange.request, value),
        *unknown_fields(value, exchange.fields),
    ]
    facts: dict[str, Json] = {name: arguments[name] for name in ("company_id", "project_id") if name in arguments}
    if warnings:
        facts["warnings"] = cast("Json", warnings)
    body = _list(exchange, limit - _FRAME_TOKENS) if exchange.action.pages else _record(exchange, limit - _FRAME_TOKENS)
    return Answer({**facts, **body})


def _list(exchange: Exchange, limit: int) -> dict[str, Json]:
    page = page_of(exchange.action, exchange.arguments, exchange.response, exchange.value)
    shown = replace(page, items=[exchange.shown(item) for item in page.items])
    return fit_page(shown, limit, asked=exchange.asked, paths=exchange.paths).describe()


def _record(exchange: Exchange, limit: int) -> dict[str, Json]:
    if exchange.value is None:
        return {"done": True}
    shown = exchange.shown(exchange.value)
    return {"record": fit_record(shown, limit, asked=exchange.asked, paths=exchange.paths)}
