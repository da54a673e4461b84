"""What was imported: every call of the document with what it takes, and the tool that makes it.

Kept beside the generated files, so that the next document can be compared with this one and old names stay known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from procore_mcp.catalog.model import Entry, Json, ToolName
from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.takes_text import flat, grouped, share_name, shared
from procore_mcp.catalog.tool_file import read_tool_file
from procore_mcp.errors import BadToolFile

FILE_NAME = "_imported.json"


class Call(Entry):
    """One call, `GET /rest/v1.0/…` for example. Exactly one of `tools`, `instead` and `outside` is there.

    `takes` holds each place, `query page`, with the form it takes.
    """

    tools: list[ToolName] = Field(default_factory=list)
    instead: ToolName | None = None
    outside: str | None = None
    deprecated: bool = False
    takes: dict[str, str] = Field(default_factory=dict)


class CallEntry(Entry):
    """A call as the file holds it."""

    tools: list[ToolName] = Field(default_factory=list, description="Tools that make it; more than one only by hand.")
    instead: ToolName | None = Field(default=None, description="Tool of the version that has replaced it.")
    outside: str | None = Field(default=None, description="Why no tool makes it.")
    deprecated: bool = False
    takes: dict[str, Json] = Field(
        default_factory=dict, description="What it takes, by place; text is the name of something shared."
    )


class ImportedFile(Entry):
    document: str = Field(description="What the document calls its version.")
    shared: dict[str, dict[str, Json]] = Field(description="What more than one call takes, by a short name.")
    calls: dict[str, CallEntry]


@dataclass(frozen=True, slots=True)
class Imported:
    document: str = ""
    calls: Mapping[str, Call] = field(default_factory=dict[str, Call])

    def tool_of(self, call: str) -> str | None:
        found = self.calls.get(call)
        return None if found is None else found.instead or next(iter(found.tools), None)

    def as_file(self) -> dict[str, Json]:
        groups = {name: grouped(call.takes) for name, call in self.calls.items()}
        known = shared(groups.values())
        entries: dict[str, Json] = {}
        for name, call in self.calls.items():
            entry = call.model_dump(mode="json", exclude_defaults=True, exclude={"takes"})
            takes = {where: _named(group, known) for where, group in groups[name].items()}
            entries[name] = {**entry, "takes": takes} if takes else entry
        return {"document": self.document, "shared": known, "calls": entries}


def facts_of(action: DocumentedAction) -> Call:
    """Of a call that no tool makes yet."""
    return Call(deprecated=action.deprecated, takes=action.places())


def read_imported(folder: Path) -> Imported:
    """Empty before the first import. Raises BadToolFile."""
    path = folder / FILE_NAME
    if not path.exists():
        return Imported()
    file = read_tool_file(path, ImportedFile)
    return Imported(file.document, {name: _call(name, entry, file.shared) for name, entry in file.calls.items()})


def _named(group: Json, known: Mapping[str, Json]) -> Json:
    name = share_name(group)
    return name if name in known else group


def _call(name: str, entry: CallEntry, known: Mapping[str, dict[str, Json]]) -> Call:
    takes: dict[str, Json] = {}
    for where, group in entry.takes.items():
        if isinstance(group, str) and group not in known:
            place = f"{FILE_NAME}: calls.{name}.takes.{where}"
            raise BadToolFile(place, f"nothing is shared by the name {group!r}", fix="Run import-openapi again.")
        takes[where] = known[group] if isinstance(group, str) else group
    told = entry.model_dump(exclude={"takes"})
    return Call(**told, takes=flat(takes))
