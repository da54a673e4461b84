"""The JSON Schema of tool files, for editors: `python -m procore_mcp.catalog.format_schema` writes it."""

from __future__ import annotations

import json

from pydantic import TypeAdapter

from procore_mcp.catalog.load import tool_folder
from procore_mcp.catalog.model import CommonFile, SurfaceFile, ThesaurusFile, ToolFile

FILE_NAME = "_format.schema.json"


def format_schema() -> str:
    """As text, the way it is kept in the folder."""
    any_file: TypeAdapter[object] = TypeAdapter(ToolFile | CommonFile | SurfaceFile | ThesaurusFile)
    schema = any_file.json_schema(by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2) + "\n"


if __name__ == "__main__":
    (tool_folder() / FILE_NAME).write_text(format_schema(), encoding="utf-8")
