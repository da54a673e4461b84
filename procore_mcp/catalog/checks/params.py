"""One parameter at a time: where it travels, how it is written, what fills it."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.schemas import check_schema, type_of
from procore_mcp.catalog.model import Param
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.tool import Action, Tool, Workflow

_SESSION_FILLS = {"company", "project"}


def check_params(tool: Tool) -> None:
    is_executor = isinstance(tool, Workflow) and tool.runs_effect is not None
    for name, param in tool.params.items():
        try:
            _check_param(name, param, may_be_open=is_executor)
        except Problem as problem:
            raise problem.under(f"params.{name}") from None


def check_company(action: Action) -> None:
    """Every call carries the company header, so every action can name the company."""
    company = action.params.get("company_id")
    if action.company_header and (company is None or company.fill != "company"):
        raise Problem(
            "params.company_id",
            "the company header needs it, filled from the company of the session",
            'Add "company_id": "_common", or set "company_header": false if Procore needs none.',
        )


def check_ranges(action: Action) -> None:
    """A range has two ends, both dates, in one query parameter."""
    ends: dict[str, list[str]] = {}
    for name, param in action.params.items():
        if param.range:
            ends.setdefault(param.wire or name, []).append(param.range)
            if param.in_ != "query" or param.json_schema.get("format") not in {"date", "date-time"}:
                fix = 'Set "in": "query" and the format date or date-time.'
                raise Problem(f"params.{name}", "an end of a range is a date in the query", fix)
    for wire, found in ends.items():
        if sorted(found) != ["since", "until"]:
            says = f"the range {wire} needs one since and one until"
            raise Problem("params", says, "Give both ends the same `wire`.")


def check_companions(action: Action) -> None:
    """What a parameter needs, or replaces, is another parameter of the same action."""
    for name, param in action.params.items():
        words = {"together_with": param.together_with, "instead_of": param.instead_of}
        for word, other in words.items():
            if other is not None and (other == name or other not in action.params):
                fix = f"Name another parameter of this action.{did_you_mean(other, action.params)}"
                raise Problem(f"params.{name}.{word}", f"there is no other parameter {other!r}", fix)


def _check_param(name: str, param: Param, *, may_be_open: bool) -> None:
    schema = param.json_schema
    kind = type_of(schema)
    if param.in_ is None:
        raise Problem("", "`in` is missing", "Say where it travels: path, query, header, body or input.")
    if param.in_ not in {"body", "input"}:
        _check_text(param, kind)
    _check_words(param, kind)
    if param.fill:
        _check_fill(param, kind)
    is_open = may_be_open and schema.get("additionalProperties") is True
    if not (param.file or is_open):
        check_schema(name, schema, "schema", is_top=param.in_ != "path")
    elif "description" not in schema:
        raise Problem("schema", "a description is missing", "Say in a few words what the value means.")


def _check_text(param: Param, kind: str | None) -> None:
    """Paths, queries and headers hold text."""
    if kind == "object" and not (param.in_ == "query" and "additionalProperties" in param.json_schema):
        raise Problem("schema", "an object cannot travel there", "Name each of its fields as a parameter.")
    if kind == "array" and not param.list:
        raise Problem("", "an array in a query needs `list`", "Say how it is written: brackets, comma or repeat.")


def _check_words(param: Param, kind: str | None) -> None:
    if param.list and (kind != "array" or param.in_ != "query"):
        raise Problem("list", "only an array in a query is written as a list", "Correct the schema, or remove `list`.")
    if param.omit_false and kind != "boolean":
        raise Problem("omit_false", "only a boolean has a false", "Remove `omit_false`.")
    if param.spread and (param.in_ != "body" or not isinstance(param.json_schema.get("additionalProperties"), dict)):
        raise Problem(
            "spread", "only a body object with free keys is spread", "Describe them in `additionalProperties`."
        )


def _check_fill(param: Param, kind: str | None) -> None:
    if param.required:
        raise Problem("required", "what is filled is never required", "Remove `required` or `fill`.")
    if param.fill in _SESSION_FILLS and kind != "integer":
        raise Problem("fill", "companies and projects are filled as integers", 'Set "type": "integer".')
    if param.fill == "default" and "default" not in param.json_schema:
        raise Problem("fill", "the schema has no default", "Add `default` to the schema.")
