"""The body of one request: our flat, clearly named arguments become Procore's nested fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from procore_mcp.api.messages import FormBody, Json, JsonBody
from procore_mcp.catalog.model import Body, JsonSchema, Param
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.form import file_parts, form_fields

# The `x-wire` of a property whose keys travel as properties of the object that holds it: `custom_field_123`.
SPREAD = "*"


def body_of(action: Action, arguments: Mapping[str, Json]) -> JsonBody | FormBody | None:
    """None for an action without a body."""
    shape = action.body
    if shape is None:
        return None
    params = {name: param for name, param in action.params.items() if param.in_ == "body" or param.beside}
    if shape.rows is not None:
        return JsonBody(wired(arguments.get(shape.rows), params[shape.rows].json_schema))
    fields = _nested(shape, params, arguments)
    if shape.encoding == "json":
        return JsonBody(cast("Json", fields))
    return FormBody(tuple(form_fields(fields)), multipart=shape.encoding == "multipart")


def wired(value: Json, schema: JsonSchema) -> Json:
    """The same value with every property that carries `x-wire` under Procore's name."""
    if isinstance(value, list):
        items = _part(schema, "items")
        return [wired(item, items) for item in value]
    if not isinstance(value, dict):
        return value
    renamed: dict[str, Any] = {}
    for name, part in value.items():
        described = _property(schema, name)
        wire, sent = str(described.get("x-wire", name)), wired(part, described)
        if wire == SPREAD and isinstance(sent, dict):
            renamed.update(sent)
        else:
            _put(renamed, wire.split("."), sent)
    return cast("Json", renamed)


def _nested(shape: Body, params: Mapping[str, Param], arguments: Mapping[str, Json]) -> dict[str, Any]:
    whole: dict[str, Any] = {}
    inner: dict[str, Any] = whole.setdefault(shape.wrap, {}) if shape.wrap else whole
    for name, param in params.items():
        if name in arguments and not (param.omit_false and arguments[name] is False):
            value = file_parts(arguments[name]) if param.file else wired(arguments[name], param.json_schema)
            target = whole if param.beside else inner
            if param.spread:
                target.update(cast("dict[str, Any]", value))
            else:
                _put(target, (param.wire or name).split("."), value)
    return whole


def _put(target: dict[str, Any], path: list[str], value: Any) -> None:  # noqa: ANN401 - JSON or files
    *parents, last = path
    for name in parents:
        target = target.setdefault(name, {})
    target[last] = value


def _property(schema: JsonSchema, name: str) -> JsonSchema:
    for branch in _branches(schema):
        described = _part(branch, "properties").get(name) or branch.get("additionalProperties")
        if isinstance(described, dict):
            return cast("JsonSchema", described)
    return {}


def _branches(schema: JsonSchema) -> Iterator[JsonSchema]:
    yield schema
    for branch in cast("list[JsonSchema]", schema.get("anyOf", [])):
        yield from _branches(branch)


def _part(schema: JsonSchema, word: str) -> JsonSchema:
    for branch in _branches(schema):
        found = branch.get(word)
        if isinstance(found, dict):
            return cast("JsonSchema", found)
    return {}
