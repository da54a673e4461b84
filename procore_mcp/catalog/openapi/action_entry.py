"""One call as an entry of a tool file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.arguments import Arguments, Entry
from procore_mcp.catalog.openapi.body_arguments import BodyArguments
from procore_mcp.catalog.openapi.caution import reads_by_post, safety_of
from procore_mcp.catalog.openapi.documented_action import DocumentedAction, DocumentedParam
from procore_mcp.catalog.openapi.glossary import Glossary
from procore_mcp.catalog.openapi.pages import FROM_ZERO, Reading, counts_from_zero, reading
from procore_mcp.catalog.openapi.path_arguments import PathArguments
from procore_mcp.catalog.openapi.phrase import Phrase, phrase
from procore_mcp.catalog.openapi.prose import Told, description_of, plain_title, title_of
from procore_mcp.catalog.openapi.query_arguments import put_query
from procore_mcp.catalog.openapi.scope_arguments import scope_argument
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.sources import Sources
from procore_mcp.catalog.openapi.twins import Twins
from procore_mcp.catalog.openapi.usual_kinds import Scalar
from procore_mcp.catalog.openapi.value_schema import SchemaWriter
from procore_mcp.catalog.openapi.where import where
from procore_mcp.catalog.openapi.words import singular, snake
from procore_mcp.catalog.openapi.wrapper import wrapping
from procore_mcp.catalog.safety import Safety

_IN_HEADERS = frozenset({"integer", "string", "number", "boolean"})


@dataclass(frozen=True, slots=True)
class EntryWriter:
    glossary: Glossary
    sources: Sources
    usual: Mapping[str, Scalar]
    twins: Twins

    def entry(self, name: str, action: DocumentedAction, *, is_alike: bool = False) -> Entry:
        """In the order of the keys in which people write them.

        `is_alike`: another one reads the same without its path.
        """
        said = phrase(action)
        safety = safety_of(action, said, self.twins)
        read = reading(action, said, is_read=safety is Safety.READ)
        arguments = Arguments(singular(said.words.last))
        body = self._put_arguments(action, arguments, read, narrows=safety is Safety.READ)
        entry: Entry = {
            "title": plain_title(name) if is_alike else title_of(name, said),
            "description": self._description(action, said, arguments, read, is_alike=is_alike),
            "safety": safety.value,
            "safety_reason": "It looks up and changes nothing." if reads_by_post(action, said) else None,
            "http": action.http,
            "params": arguments.entries,
            "body": body,
            "paging": read.paging,
            "result": read.result,
            "look_with": None if safety is Safety.READ else self.sources.look_with(action),
            "source": " / ".join(part for part in (action.module, action.resource) if part),
            "deprecated": "Procore's document marks it as deprecated." if action.deprecated else None,
        }
        return {key: value for key, value in entry.items() if value is not None}

    def _put_arguments(
        self, action: DocumentedAction, arguments: Arguments, read: Reading, *, narrows: bool
    ) -> Entry | None:
        """Returns the `body` of the entry."""
        writer = SchemaWriter(self.glossary, lambda asked: self.sources.of_id(action, asked), usual=self.usual)
        settled = self._put_scope(action, arguments)
        PathArguments(arguments, self.glossary, self.sources, settled).put(action)
        asked = [param for param in _query(action, read) if ("query", param.name) not in settled]
        meant = {"page": FROM_ZERO} if counts_from_zero(action) else {}
        put_query(arguments, asked, replace(writer, narrows=narrows, meant=meant))
        _put_headers(action, arguments, writer)
        return BodyArguments(arguments, writer, settled).put(action)

    def _put_scope(self, action: DocumentedAction, arguments: Arguments) -> frozenset[tuple[str, str]]:
        """The company first, then the project, as people write them. Returns the places that they reach."""
        shape = wrapping(action.body.shape) if action.body else None
        company = scope_argument("company", action, shape)
        project = scope_argument("project", action, shape)
        settled = frozenset[tuple[str, str]]()
        for name, found in (("company_id", company), ("project_id", project)):
            if found is not None:
                arguments.entries[name] = found.entry
                settled |= found.settled
        return settled

    def _description(
        self, action: DocumentedAction, said: Phrase, arguments: Arguments, read: Reading, *, is_alike: bool
    ) -> str:
        told = _told(arguments, is_read=said.verb in {"list", "search", "count", "export"})
        return description_of(
            said,
            told,
            where=where(action, said),
            module=action.module,
            calls=action.http if is_alike else "",
            usual=self.twins.of(action, said),
            paged=read.paging is not None,
            deprecated=action.deprecated,
        )


def _query(action: DocumentedAction, read: Reading) -> list[DocumentedParam]:
    return [param for param in action.in_place("query") if param.name not in read.settled]


def _put_headers(action: DocumentedAction, arguments: Arguments, writer: SchemaWriter) -> None:
    for param in action.in_place("header"):
        shape = param.shape if param.shape.kind in _IN_HEADERS else Shape("string")
        entry: Entry = {"in": "header", "schema": writer.argument(param.name, shape)}
        if param.required:
            entry["required"] = True
        arguments.add(snake(param.name), param.name, entry)


def _told(arguments: Arguments, *, is_read: bool) -> Told:
    """Company and project are in every call: nobody needs to be told."""
    written = {
        name: entry for name, entry in arguments.entries.items() if isinstance(entry, dict) and "like" not in entry
    }
    needs = [name for name, entry in written.items() if _is_needed(entry)]
    others = {name: entry.get("in") for name, entry in written.items() if name not in needs}
    filters = [name for name, place in others.items() if is_read and place == "query"]
    return Told(needs, filters, [name for name, place in others.items() if place == "body"])


def _is_needed(entry: dict[str, Json]) -> bool:
    return bool(entry.get("required")) or entry.get("in") == "path"
