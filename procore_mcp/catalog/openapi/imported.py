"""What was imported: every call of the document with what it takes, and the tool that makes it.

Kept beside the generated files, so that the next document can be compared with this one and old names stay known.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from procore_mcp.catalog.model import Entry, ToolName
from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.tool_file import read_tool_file

FILE_NAME = "_imported.json"


class Call(Entry):
    """One call, `GET /rest/v1.0/…` for example. Exactly one of `tools`, `instead` and `outside` is there."""

    tools: list[ToolName] = Field(default_factory=list, description="Tools that make it; more than one only by hand.")
    instead: ToolName | None = Field(default=None, description="Tool of the version that has replaced it.")
    outside: str | None = Field(default=None, description="Why no tool makes it.")
    deprecated: bool = False
    takes: dict[str, str] = Field(default_factory=dict, description="Each place, `query page`, with the form it takes.")


class Imported(Entry):
    document: str = Field(default="", description="What the document calls its version.")
    calls: dict[str, Call] = Field(default_factory=dict)

    def tool_of(self, call: str) -> str | None:
        found = self.calls.get(call)
        return None if found is None else found.instead or next(iter(found.tools), None)


def facts_of(action: DocumentedAction) -> Call:
    """Of a call that no tool makes yet."""
    return Call(deprecated=action.deprecated, takes=action.places())


def read_imported(folder: Path) -> Imported:
    """Empty before the first import. Raises BadToolFile."""
    path = folder / FILE_NAME
    return read_tool_file(path, Imported) if path.exists() else Imported()
