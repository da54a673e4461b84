"""Whatever stands in the document: it becomes tools, or a refusal that names the place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from procore_mcp.catalog.openapi.importing import import_document
from procore_mcp.errors import BadDocument
from tests.catalog.openapi.published import DOCUMENT, saved

STRANGE: list[Any] = [
    *(None, 5, "", "x", True, [], [1], ["a"], {}, {"a": 1}),
    *({"type": "object"}, {"type": "array"}, {"type": []}, {"type": ["null"]}, {"nullable": True}),
    *({"$ref": "#/paths"}, {"enum": []}, {"enum": [1, "a"]}, {"type": "string", "enum": ["", "a"]}),
    *("é", "[]", "\ud83d", "a" * 300, float("nan"), 10**400, {"": {"type": "string"}}, {"$ref": "#/paths/%7B"}),
    *({"type": "object", "properties": {"é": {}}}, {"type": "object", "properties": {"a b": {}, "a-b": {}}}),
    *({"oneOf": []}, {"allOf": []}, {"oneOf": [{}, {"type": "string"}]}, {"additionalProperties": True}),
]


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, found in inner:
        yield (*place, key)
        yield from places(found, (*place, key))


@given(place=st.sampled_from(list(places(DOCUMENT))), value=st.sampled_from(STRANGE))
@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_strange_value_anywhere_is_taken_or_refused_by_name(
    tmp_path: Path, folder: Path, place: tuple[Any, ...], value: Any
):
    document = copy.deepcopy(DOCUMENT)
    holder: Any = document
    for key in place[:-1]:
        holder = holder[key]
    holder[place[-1]] = value
    try:
        report = import_document(saved(document, tmp_path / "document.json"), folder)
    except BadDocument as refusal:
        assert refusal.place  # noqa: PT017 - both ends are right
    else:
        assert report.generated > 0
