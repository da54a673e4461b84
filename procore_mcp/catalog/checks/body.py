"""The body against the parameters that travel in it."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.schemas import type_of
from procore_mcp.catalog.model import Body
from procore_mcp.catalog.tool import Action


def check_body(action: Action) -> Iterator[Problem]:
    body, inside = action.body, {name for name, param in action.params.items() if param.in_ == "body"}
    yield from _check_files(action, inside)
    yield from _check_beside(action, inside)
    if body is None:
        return
    if action.http_method in {"GET", "DELETE"} and not body.documented:
        yield Problem(
            "body", f"a {action.http_method} has no body", 'Correct `in`, or set "documented": true if Procore says so.'
        )
    if body.wrap and not any(not action.params[name].beside for name in inside):
        yield Problem("body.wrap", "no parameter goes into the wrapper", 'Add one with "in": "body", or remove `wrap`.')
    if body.rows:
        yield from _check_rows(action, body, inside)


def _check_rows(action: Action, body: Body, inside: set[str]) -> Iterator[Problem]:
    if body.rows not in inside or type_of(action.params[body.rows].json_schema) != "array":
        yield Problem("body.rows", f"there is no array {body.rows!r} in the body", "Name a body parameter that is one.")
    elif len(inside) > 1 or body.wrap or body.encoding != "json":
        yield Problem("body.rows", "the rows are the whole body, as JSON", "Remove what stands beside them.")


def _check_beside(action: Action, inside: set[str]) -> Iterator[Problem]:
    for name, param in action.params.items():
        may_stand = name in inside or param.in_ == "path"
        if param.beside and (not may_stand or action.body is None or action.body.wrap is None):
            yield Problem(
                f"params.{name}.beside", "there is no wrapper to stand beside", "Remove `beside`, or name the `wrap`."
            )


def _check_files(action: Action, inside: set[str]) -> Iterator[Problem]:
    for name, param in action.params.items():
        if param.file and (name not in inside or action.body is None or action.body.encoding != "multipart"):
            yield Problem(
                f"params.{name}.file", "a file travels in a multipart body", 'Set "body": {"encoding": "multipart"}.'
            )
