"""The single values of arguments and requests, as text."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from typing import Any

from tests.roundtrip.sent import File

# Keys that whoever calls makes up; other keys are names of the schema.
OWN_KEY = re.compile(r"(key|custom_field_)9\d{5}")
Leaf = str | tuple[str, str, bytes]


def leaves(value: Any) -> Iterator[Leaf]:
    """A file is one of them, and so is a key that the giver chose."""
    if isinstance(value, File):
        yield value.file_name, value.content_type, value.content
    elif isinstance(value, dict) and "content_base64" in value:
        yield value["file_name"], value["content_type"], base64.b64decode(value["content_base64"])
    elif isinstance(value, dict):
        for key, part in value.items():
            if OWN_KEY.fullmatch(key):
                yield key
            yield from leaves(part)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part)
    else:
        yield text(value)


def text(value: Any) -> str:
    """As paths, queries and forms hold it: nothing for null."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)
