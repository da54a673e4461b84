"""The arguments of a tool as JSON Schema 2020-12, in the dialect that every client understands.

Some clients take a whole list down for one keyword, so what goes out is narrow: an object root with `properties`,
closed objects, one `type` each, `anyOf` only for "or null", `enum` only of strings, no `$ref`, and no `format` but
`date-time` (a date's form is told in words).
"""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.catalog.model import Json, JsonSchema, Paging, Param

RESERVED = frozenset({"page", "page_size", "fields", "detail", "confirmation"})
_CURSOR_STYLES = frozenset({"cursor", "after_id"})
_FILE: dict[str, Json] = {
    "type": "object",
    "properties": {
        "file_name": {"type": "string"},
        "content_type": {"type": "string"},
        "content_base64": {"type": "string"},
    },
    "required": ["file_name", "content_type", "content_base64"],
    "additionalProperties": False,
}
_VIEW: dict[str, Json] = {
    "fields": {
        "type": "array",
        "items": {"type": "string"},
        "description": "More fields, as paths in Procore's record.",
    },
    "detail": {"type": "string", "enum": ["normal", "full"], "description": "full: the whole record."},
}
_CONFIRMATION: dict[str, Json] = {
    "confirmation": {"type": "string", "description": "Token of the preview, after a person agreed."}
}


def input_schema(
    params: Mapping[str, Param], *, paging: Paging | None, has_view: bool, asks_first: bool
) -> dict[str, Json]:
    properties: dict[str, Json] = {name: _argument(param) for name, param in params.items()}
    if paging:
        properties |= _pages(paging)
    if has_view:
        properties |= _VIEW
    if asks_first:
        properties |= _CONFIRMATION
    schema: dict[str, Json] = {"type": "object", "properties": properties}
    required: list[Json] = [name for name, param in params.items() if is_required(param)]
    if required:
        schema["required"] = required
    return {**schema, "additionalProperties": False}


def is_required(param: Param) -> bool:
    """Callers must give it: said so, or a path parameter that nothing fills."""
    if param.required is None:
        return param.in_ == "path" and param.fill is None
    return param.required


def _argument(param: Param) -> dict[str, Json]:
    schema = _file(param.json_schema) if param.file else public(param.json_schema)
    described = str(schema.get("description", ""))
    if param.fill in {"company", "project"} and "session" not in described:
        schema["description"] = f"{described} Default: the session's.".strip()
    return schema


def _file(schema: JsonSchema) -> dict[str, Json]:
    is_array = schema.get("type") == "array"
    shape: dict[str, Json] = {"type": "array", "items": _FILE} if is_array else _FILE
    return {**shape, "description": schema.get("description", "")}


def _pages(paging: Paging) -> dict[str, Json]:
    page: dict[str, Json] = {"type": "integer", "minimum": 1}
    if paging.style in _CURSOR_STYLES:
        page = {"type": "string", "description": "`next` of the previous page."}
    return {
        "page": page,
        "page_size": {
            "type": "integer",
            "minimum": 1,
            "maximum": paging.max_size,
            "default": paging.default_size,
        },
    }


def public(schema: JsonSchema) -> dict[str, Json]:
    """One schema of a tool file without our own words, with every object closed."""
    shown = {word: value for word, value in schema.items() if not word.startswith("x-")}
    _tell_format(shown)
    if "enum" in shown:
        shown = {"type": "string", **shown}
    for word in ("items", "additionalProperties"):
        if isinstance(inner := shown.get(word), dict):
            shown[word] = public(inner)
    if isinstance(properties := shown.get("properties"), dict):
        closed: dict[str, Json] = {}
        closed.update((name, public(inner)) for name, inner in properties.items() if isinstance(inner, dict))
        shown["properties"] = closed
        shown.setdefault("additionalProperties", False)
    if isinstance(branches := shown.get("anyOf"), list):
        choices: list[Json] = [public(branch) for branch in branches if isinstance(branch, dict)]
        shown["anyOf"] = choices
    return _nullable(_without_blank(shown))


def _without_blank(shown: dict[str, Json]) -> dict[str, Json]:
    """An empty choice as a choice of two: Gemini refuses the whole list for an empty word among the choices."""
    words = shown.get("enum")
    if not isinstance(words, list) or "" not in words:
        return shown
    outside = {word: shown[word] for word in ("description", "default") if word in shown}
    told: dict[str, Json] = {"type": "string", "enum": [word for word in words if word]}
    return {"anyOf": [told, {"type": "string", "maxLength": 0}], **outside}


def _tell_format(shown: dict[str, Json]) -> None:
    if shown.get("format") in {None, "date-time"}:
        return
    if shown.pop("format") == "date":
        described = str(shown.get("description", ""))
        if "YYYY-MM-DD" not in described:
            shown["description"] = f"{described} YYYY-MM-DD.".strip()


def _nullable(shown: dict[str, Json]) -> dict[str, Json]:
    """`["string", "null"]` as a choice of two, which all clients read; the description stays outside."""
    types = shown.get("type")
    if not isinstance(types, list):
        return shown
    outside = {word: shown.pop(word) for word in ("description", "default") if word in shown}
    kind = next(one for one in types if one != "null")
    return {"anyOf": [{**shown, "type": kind}, {"type": "null"}], **outside}
