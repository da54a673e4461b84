"""The catalog as its rules and its snapshots look at it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Tool
from procore_mcp.server.listing import listed

CATALOG = load_catalog()
TOOLS = list(CATALOG.tools.values())
CURATED = [tool for tool in TOOLS if tool.tier == "curated"]
CHARACTERS_PER_TOKEN = 4


def face(tool: Tool) -> dict[str, Any]:
    """What tools/list says about it."""
    return listed(tool).model_dump(mode="json", by_alias=True, exclude_none=True)


def tokens(value: object) -> float:
    return len(json.dumps(value, separators=(",", ":"), ensure_ascii=False)) / CHARACTERS_PER_TOKEN


def schemas(schema: dict[str, Any], place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """The schema and every schema in it, with the place of each."""
    yield place, schema
    for name, inner in schema.get("properties", {}).items():
        yield from schemas(inner, f"{place}.{name}")
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            yield from schemas(schema[word], f"{place}.{word}")
    for position, branch in enumerate(schema.get("anyOf", [])):
        yield from schemas(branch, f"{place}.anyOf.{position}")
