"""What a successful answer looks like, as far as its outermost layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from procore_mcp.catalog.openapi.document import Document
from procore_mcp.catalog.openapi.node import Node

AnswerKind = Literal["list", "record", "text", "nothing", "unknown"]
_KINDS: dict[str, AnswerKind] = {"array": "list", "object": "record", "string": "text"}


@dataclass(frozen=True, slots=True)
class Answer:
    """`parts` are the fields of a record, each with the kind of its value; `nothing` is an answer without a body."""

    kind: AnswerKind = "unknown"
    parts: tuple[tuple[str, AnswerKind], ...] = ()

    @property
    def lists(self) -> list[str]:
        """Fields that hold lists."""
        return [name for name, kind in self.parts if kind == "list"]

    def part(self, name: str) -> AnswerKind | None:
        return dict(self.parts).get(name)


def read_answer(responses: Mapping[str, Node], document: Document) -> Answer:
    """Of the first success that shows its form. Raises BadDocument."""
    successes = {status: document.resolved(node) for status, node in responses.items() if status.startswith("2")}
    schemas = [schema for node in successes.values() if (schema := _schema(node)) is not None]
    if schemas:
        return _answer(schemas[0], document)
    return Answer("nothing") if successes.keys() == {"204"} else Answer()


def _schema(response: Node) -> Node | None:
    for content_type, content in response.entries_at("content").items():
        if "json" in content_type:
            return content.at("schema")
    return None


def _answer(schema: Node, document: Document) -> Answer:
    schema = document.resolved(schema)
    kind, fields = _kind(schema), schema.entries_at("properties")
    for part in schema.elements_at("allOf"):
        fields |= document.resolved(part).entries_at("properties")
    parts: tuple[tuple[str, AnswerKind], ...] = tuple(
        (name, _kind(document.resolved(inner))) for name, inner in fields.items()
    )
    return Answer("record" if parts else kind, parts)


def _kind(schema: Node) -> AnswerKind:
    found = schema.at("type")
    name = found.value if found is not None else None
    if name is None and schema.at("properties") is not None:
        return "record"
    return _KINDS.get(str(name), "unknown")
