"""What five other integrations offer, as facts: the thing, and the call of Procore that does it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from procore_mcp.catalog.model import Entry, ToolName
from procore_mcp.catalog.tool_file import read_tool_file

_FILE = Path(__file__).with_name("required.json")


class Required(Entry):
    """One thing. Either `call` does it, or `kind` and `why` say what it is instead of a call.

    `input`: a field of somebody's form. `workflow`: more than one call, or none of the REST API; `tools` are ours.
    `gap`: Procore cannot do it. `also` are further calls that it takes, or that come nearest.
    """

    source: str
    wants: str
    call: str | None = None
    kind: Literal["input", "workflow", "gap"] | None = None
    why: str | None = None
    tools: list[ToolName] = Field(default_factory=list)
    also: list[str] = Field(default_factory=list)


class RequiredFile(Entry):
    """`sources` are the five, by key; `shared` are calls that more than one tool makes on purpose, with the reason."""

    sources: dict[str, str]
    shared: dict[str, str]
    rows: list[Required]


@cache
def read_required(path: Path = _FILE) -> RequiredFile:
    """Raises BadToolFile."""
    return read_tool_file(path, RequiredFile)
