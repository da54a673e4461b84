"""Arguments as they came become arguments that Procore will understand, or one error that names every problem."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import JsonSchema, Param
from procore_mcp.catalog.safety import Effect
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.bound import bound_values, foreign_rows, overrides, strangers
from procore_mcp.engine.coerce import coerced, takes_null
from procore_mcp.engine.complaint import Place, complaint, missing
from procore_mcp.engine.scruples import scruples
from procore_mcp.engine.session import Session
from procore_mcp.errors import BadArguments

if TYPE_CHECKING:
    from jsonschema import ValidationError

_LISTED_BY = {"company": "list_companies", "project": "list_projects"}
_MOST_PROBLEMS = 30
Problems = dict[Place, str]


def checked(tool: Tool, arguments: Mapping[str, object], session: Session) -> dict[str, Json]:
    """The arguments in the form that the schema asks for, completed from the session and the defaults that are sent.

    Raises BadArguments with a sentence for each problem.
    """
    schema = _schema(tool)
    values = _given(tool, cast("Mapping[str, Json]", arguments), schema)
    problems: Problems = {}
    if session.bound != "nothing":
        problems.update(
            (
                *strangers(cast("Json", values), session),
                *foreign_rows(tool, values, session),
                *overrides(tool, arguments, session),
            )
        )
        values |= bound_values(tool, cast("dict[str, JsonSchema]", schema["properties"]), session)
    for name, param in tool.params.items():
        if name not in values:
            _fill(name, param, session, values, problems)
    for place, problem in (*_found(schema, values), *scruples(tool, schema, values)):
        problems.setdefault(place, problem)
    if problems:
        raise BadArguments(
            tool.name, _first(list(problems.values())), hint="Nothing was sent. Correct these and call again."
        )
    return values


def _first(problems: list[str]) -> list[str]:
    left = len(problems) - _MOST_PROBLEMS
    return [*problems[:_MOST_PROBLEMS], f"And {left} more problems."] if left > 1 else problems


def _schema(tool: Tool) -> JsonSchema:
    """What clients see, with the formats and patterns that are kept from them because some refuse to read them."""
    properties = cast("dict[str, Any]", tool.input_schema["properties"])
    own = {name: param.json_schema for name, param in tool.params.items() if not param.file}
    return {**tool.input_schema, "properties": {**properties, **own}}


def _given(tool: Tool, arguments: Mapping[str, Json], schema: JsonSchema) -> dict[str, Json]:
    """Null and empty lists of filters say nothing, except that null clears a field of an update."""
    is_update = tool.effect is Effect.UPDATE
    properties = cast("dict[str, JsonSchema]", schema["properties"])
    values: dict[str, Json] = {}
    for name, value in arguments.items():
        param = tool.params.get(name)
        clears = is_update and param is not None and param.in_ in {"body", "input"}
        says_nothing = value is None and not (clears or (param is not None and takes_null(param.json_schema)))
        if says_nothing or (value == [] and param is not None and param.in_ == "query"):
            continue
        values[name] = coerced(value, properties.get(name, {}), keeps_null=is_update)
    return values


def _fill(name: str, param: Param, session: Session, values: dict[str, Json], problems: Problems) -> None:
    if param.fill == "default":
        values[name] = cast("Json", param.json_schema["default"])
    elif param.fill is not None:
        chosen = session.own(param.fill)
        if chosen is not None:
            values[name] = chosen
        elif param.required is not False:
            problems[(name,)] = (
                f"{name} is missing and no {param.fill} is set for this session; "
                f"{_LISTED_BY[param.fill]} shows which there are."
            )


def _found(schema: JsonSchema, values: dict[str, Json]) -> Iterator[tuple[Place, str]]:
    from procore_mcp.engine.validation import broken  # noqa: PLC0415 - jsonschema; a start need not wait for it

    for error in broken(schema, values):
        yield from _told(error)


def _told(error: ValidationError) -> Iterator[tuple[Place, str]]:
    place, schema, value = tuple(error.absolute_path), cast("JsonSchema", error.schema), cast("Json", error.instance)
    if error.validator == "required":
        yield from _missing(place, schema, cast("Mapping[str, Json]", value))
    elif error.validator != "additionalProperties":  # unknown names are told with the nearest real ones
        yield place, complaint(str(error.validator), error.validator_value, place, value, schema)


def _missing(place: Place, schema: JsonSchema, value: Mapping[str, Json]) -> Iterator[tuple[Place, str]]:
    properties = cast("dict[str, JsonSchema]", schema.get("properties", {}))
    for name in cast("list[str]", schema["required"]):
        if name not in value:
            yield (*place, name), missing((*place, name), properties.get(name, {}))
