"""Values on the wire against the schema that the document has for them, one sentence for each that does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tests.roundtrip.document import Schema
from tests.roundtrip.leaves import text
from tests.roundtrip.sent import File

_FORMS: Mapping[str, str] = {"integer": r"-?\d+", "number": r"-?\d+(\.\d+)?", "boolean": "true|false"}
_KINDS = {
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    dict: "object",
    list: "array",
    File: "string",
}
_CUSTOM = "custom_field_%{custom_field_definition_id}"


def says_nothing(schema: Schema) -> bool:
    """The document drops what stands behind a choice of forms, and leaves no type or an empty object there."""
    return schema.get("type", "object") == "object" and not schema.get("properties") and "enum" not in schema


def misfits(place: str, value: Any, schema: Schema, *, is_form: bool) -> Iterator[str]:
    """`is_form`: everything came as text, and an empty one clears a field."""
    kind = schema.get("type", "object" if "properties" in schema else None)
    if value is None or (is_form and value == "") or says_nothing(schema):
        return
    found = _KINDS[type(value)]
    comes_as_text = is_form and found == "string" and kind not in {"object", "array"}
    if kind not in {found, None, "number" if found == "integer" else found} and not comes_as_text:
        yield f"{place}: {found}, documented as {kind}"
    elif isinstance(value, dict):
        yield from _members(place, value, schema, is_form=is_form)
    elif isinstance(value, list):
        for item in value:
            yield from misfits(f"{place}[]", item, schema.get("items", {}), is_form=is_form)
    elif not isinstance(value, File):
        yield from misfits_of_text(place, text(value), schema)


def _members(place: str, value: Mapping[str, Any], schema: Schema, *, is_form: bool) -> Iterator[str]:
    properties = schema["properties"]
    for name, part in value.items():
        described = properties.get(name, properties.get(_CUSTOM) if name.startswith("custom_field_") else None)
        if described is None:
            yield f"{place}.{name}: not in the document"
        else:
            yield from misfits(f"{place}.{name}", part, described, is_form=is_form)
    for name in schema.get("required", []):
        if name not in value:
            yield f"{place}.{name}: required by the document, not sent"


def misfits_of_text(place: str, value: str, schema: Schema) -> Iterator[str]:
    """Choices are judged where they are text, because no other can be listed for every client. `-name` sorts by `name`
    the other way round."""
    kind = str(schema.get("type"))
    choices = [text(choice) for choice in schema.get("enum", [])]
    if not re.fullmatch(_FORMS.get(kind, ".*"), value, re.DOTALL):
        yield f"{place}: other text, documented as {kind}"
    elif kind not in _FORMS and choices and not {value, value.removeprefix("-")} & {*choices}:
        yield f"{place}: {value if re.fullmatch('-?[A-Za-z_ -]+', value) else 'other text'}, not a documented choice"
    if schema.get("format") in {"date", "date-time"} and not re.match(r"\d{4}-\d{2}-\d{2}", value):
        yield f"{place}: no date"
