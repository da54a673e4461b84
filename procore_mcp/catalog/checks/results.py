"""What is read from the answer."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import View
from procore_mcp.catalog.tool import Action
from procore_mcp.catalog.view_field import parse_view_field


def check_result(action: Action) -> Iterator[Problem]:
    result = action.result
    if (result.empty or result.file) and (result.view or result.groups or result.unwrap):
        yield Problem("result", "an empty answer and a file have no fields", "Remove what reads fields from it.")
    if action.paging and (result.empty or result.file):
        yield Problem("paging", "an empty answer and a file have no pages", "Remove `paging`.")


def check_view(view: View) -> Iterator[Problem]:
    for position, text in enumerate(view.fields):
        try:
            parse_view_field(text)
        except ValueError as error:
            yield Problem(f"fields.{position}", str(error), "Write subject, name=path or path(part,part).")
