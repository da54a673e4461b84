"""The body against the parameters that travel in it."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.schemas import type_of
from procore_mcp.catalog.model import Body, Param
from procore_mcp.catalog.tool import Action


def check_body(action: Action) -> None:
    body, inside = action.body, {name: param for name, param in action.params.items() if param.in_ == "body"}
    for name, param in action.params.items():
        if param.beside or param.file:
            _check_surroundings(name, param, body)
    if body is None:
        return
    if action.http_method in {"GET", "DELETE"} and not body.documented:
        fix = 'Correct `in`, or set "documented": true if Procore says so.'
        raise Problem("body", f"a {action.http_method} has no body", fix)
    if body.wrap and all(param.beside for param in inside.values()):
        fix = 'Add one with "in": "body", or remove `wrap`.'
        raise Problem("body.wrap", "no parameter goes into the wrapper", fix)
    if body.rows:
        _check_rows(body, inside)


def _check_rows(body: Body, inside: dict[str, Param]) -> None:
    rows = inside.get(str(body.rows))
    if rows is None or type_of(rows.json_schema) != "array":
        says = f"there is no array {body.rows!r} in the body"
        raise Problem("body.rows", says, "Name a body parameter that is one.")
    if len(inside) > 1 or body.wrap or body.encoding != "json":
        raise Problem("body.rows", "the rows are the whole body, as JSON", "Remove what stands beside them.")


def _check_surroundings(name: str, param: Param, body: Body | None) -> None:
    if param.beside and not _has_room_beside(param, body):
        says = "there is no wrapper to stand beside"
        raise Problem(f"params.{name}.beside", says, "Remove `beside`, or name the `wrap`.")
    if param.file and (param.in_ != "body" or body is None or body.encoding != "multipart"):
        fix = 'Set "body": {"encoding": "multipart"}.'
        raise Problem(f"params.{name}.file", "a file travels in a multipart body", fix)


def _has_room_beside(param: Param, body: Body | None) -> bool:
    """What is sent once more goes into any body of fields; a field of the body needs a wrapper to stand beside."""
    if body is None or body.rows is not None:
        return False
    return param.in_ in {"path", "query"} or (param.in_ == "body" and body.wrap is not None)
