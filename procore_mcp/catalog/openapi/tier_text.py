"""The generated tier as text: one tool a line, so that a difference names the tools that changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import cast

from procore_mcp.catalog.openapi.arguments import Entry
from procore_mcp.catalog.openapi.imported import FILE_NAME, Imported
from procore_mcp.catalog.openapi.tier import Tier

ALIASES_NAME = "_aliases.json"


def tier_text(tier: Tier) -> dict[str, str]:
    """By name of the file."""
    files = {f"{toolset}.json": _tool_file(file) for toolset, file in tier.files.items()}
    return {**files, FILE_NAME: _imported(tier.imported), ALIASES_NAME: _by_line(tier.aliases) + "\n"}


def _tool_file(file: Entry) -> str:
    head = [f"  {_plain(key)}: {_plain(value)}," for key, value in file.items() if key != "actions"]
    actions = cast("Mapping[str, object]", file["actions"])
    return "\n".join(["{", *head, f'  "actions": {_by_line(actions, "  ")}', "}"]) + "\n"


def _imported(imported: Imported) -> str:
    file = imported.as_file()
    parts = [f"  {_plain(key)}: {_lines(value, '  ')}" for key, value in file.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: object, indent: str) -> str:
    return _by_line(cast("Mapping[str, object]", value), indent) if isinstance(value, dict) else _plain(value)


def _by_line(entries: Mapping[str, object], indent: str = "") -> str:
    lines = [f"{indent}  {_plain(key)}: {_plain(value)}" for key, value in entries.items()]
    return "\n".join(["{", ",\n".join(lines), f"{indent}}}"]) if lines else "{}"


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
