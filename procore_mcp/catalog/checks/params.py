"""One parameter at a time: where it travels, how it is written, what fills it."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem, below
from procore_mcp.catalog.checks.schemas import check_schema, type_of
from procore_mcp.catalog.model import Param
from procore_mcp.catalog.tool import Action, Tool, Workflow

_SESSION_FILLS = {"company", "project"}


def check_params(tool: Tool) -> Iterator[Problem]:
    for name, param in tool.params.items():
        place = f"params.{name}"
        yield from below(place, _check_form(param))
        yield from below(place, _check_fill(param))
        if param.file or _is_passed_on(tool, param):
            if "description" not in param.json_schema:
                yield Problem(f"{place}.schema", "a description is missing", "Say which value is meant.")
        else:
            yield from below(f"{place}.schema", check_schema(name, param.json_schema, is_top=param.in_ != "path"))


def check_company(action: Action) -> Iterator[Problem]:
    """Every call carries the company header, so every action can name the company."""
    company = action.params.get("company_id")
    if action.company_header and (company is None or company.fill != "company"):
        yield Problem(
            "params.company_id",
            "the company header needs it, filled from the company of the session",
            'Add "company_id": "_common", or set "company_header": false if Procore needs none.',
        )


def check_ranges(action: Action) -> Iterator[Problem]:
    """A range has two ends, both dates, in one query parameter."""
    ends: dict[str, list[str]] = {}
    for name, param in action.params.items():
        if param.range:
            ends.setdefault(param.wire or name, []).append(param.range)
            if param.in_ != "query" or param.json_schema.get("format") not in {"date", "date-time"}:
                yield Problem(
                    f"params.{name}",
                    "an end of a range is a date in the query",
                    'Set "in": "query" and the format date or date-time.',
                )
    for wire, found in ends.items():
        if sorted(found) != ["since", "until"]:
            yield Problem(
                "params", f"the range {wire} needs one since and one until", "Give both ends the same `wire`."
            )


def _is_passed_on(tool: Tool, param: Param) -> bool:
    """An executor's arguments are open: the tool that it runs checks them."""
    is_executor = isinstance(tool, Workflow) and tool.runs_effect is not None
    return is_executor and param.json_schema.get("additionalProperties") is True


def _check_form(param: Param) -> Iterator[Problem]:
    kind = type_of(param.json_schema)
    if param.in_ is None:
        yield Problem("", "`in` is missing", "Say where it travels: path, query, header, body or input.")
    if param.list and kind != "array":
        yield Problem("list", "only an array is written as a list", "Make the schema an array, or remove `list`.")
    if param.in_ == "query" and kind == "array" and not param.list:
        yield Problem("", "an array in a query needs `list`", "Say how it is written: brackets, comma or repeat.")
    if param.in_ in {"query", "path", "header"} and kind == "object":
        yield Problem("schema", "an object cannot travel there", "Name each of its fields as a parameter.")
    if param.spread and (param.in_ != "body" or not isinstance(param.json_schema.get("additionalProperties"), dict)):
        yield Problem(
            "spread", "only a body object with free keys is spread", "Give it an `additionalProperties` schema."
        )
    if param.omit_false and kind != "boolean":
        yield Problem("omit_false", "only a boolean has a false", "Remove `omit_false`.")


def _check_fill(param: Param) -> Iterator[Problem]:
    if param.fill and param.required:
        yield Problem("required", "what is filled is never required", "Remove `required` or `fill`.")
    if param.fill in _SESSION_FILLS and type_of(param.json_schema) != "integer":
        yield Problem("fill", "companies and projects are filled as integers", 'Set "type": "integer".')
    if param.fill == "default" and "default" not in param.json_schema:
        yield Problem("fill", "the schema has no default", "Add `default` to the schema.")
