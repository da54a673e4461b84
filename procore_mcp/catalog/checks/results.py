"""What is read from the answer."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import View
from procore_mcp.catalog.tool import Action
from procore_mcp.catalog.view_field import parse_view_field


def check_result(action: Action) -> None:
    result = action.result
    if not (result.empty or result.file):
        return
    if result.view or result.groups or result.unwrap:
        fix = "Remove what reads fields from it."
        raise Problem("result", "an empty answer and a file have no fields", fix)
    if action.paging:
        raise Problem("paging", "an empty answer and a file have no pages", "Remove `paging`.")


def check_view(view: View) -> None:
    if view.sealed and view.leave_out is not None:
        raise Problem("leave_out", "a sealed view cannot be opened", "Remove `leave_out` or `sealed`.")
    for position, text in enumerate(view.fields):
        try:
            parse_view_field(text)
        except ValueError as error:
            fix = "Write subject, name=path or path(part,part)."
            raise Problem(f"fields.{position}", str(error), fix) from None
