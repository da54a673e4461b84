"""Forms the way Rails reads them: `rfi[question][body]`, `rfi[assignee_ids][]`."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from typing import Any, cast

from procore_mcp.api.messages import FilePart, Json
from procore_mcp.engine.wire_text import text, told_apart

Field = tuple[str, str | FilePart]


def form_fields(tree: Mapping[str, Any]) -> Iterator[Field]:
    """Fields of a whole body, in order. Null becomes an empty field, which is how a form clears something."""
    for name, value in tree.items():
        yield from _fields(name, value)


def file_parts(value: Json) -> FilePart | list[FilePart]:
    """A file argument, or a list of them, with its bytes."""
    if isinstance(value, list):
        return [_file_part(cast("dict[str, str]", one)) for one in value]
    return _file_part(cast("dict[str, str]", value))


def _file_part(value: Mapping[str, str]) -> FilePart:
    return FilePart(value["file_name"], value["content_type"], base64.b64decode(value["content_base64"]))


def _fields(name: str, value: Any) -> Iterator[Field]:  # noqa: ANN401 - JSON or files
    if isinstance(value, dict):
        for key, part in cast("dict[str, Any]", value).items():
            yield from _fields(f"{name}[{key}]", part)
    elif isinstance(value, list):
        # An empty list travels as one empty element, or it would not be sent at all.
        for item in told_apart(cast("list[Any]", value)) or [None]:
            yield from _fields(f"{name}[]", item)
    else:
        yield name, value if isinstance(value, FilePart) else text(value)
