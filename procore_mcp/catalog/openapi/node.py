"""A part of the document, with its place for messages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, cast

from procore_mcp.catalog.model import Json
from procore_mcp.errors import BadDocument

_FILE_END = ": "
_FIX = "Download the document again; if it is as Procore publishes it, report this."


@dataclass(frozen=True, slots=True)
class Node:
    """`place` is the path to `value`, `paths./rest/v1.0/rfis.get` for example; of one document among several it starts
    with the file, `rfis.json: paths`. Every reader raises BadDocument."""

    value: object
    place: str

    def fail(self, problem: str) -> NoReturn:
        raise BadDocument(self.place.removesuffix(_FILE_END) or "the document", problem, fix=_FIX)

    def entries(self) -> dict[str, Node]:
        if not isinstance(self.value, dict):
            self.fail("an object belongs here")
        found = cast("dict[str, object]", self.value)
        return {key: self.inner(key, value) for key, value in found.items()}

    def elements(self) -> list[Node]:
        if not isinstance(self.value, list):
            self.fail("a list belongs here")
        found = cast("list[object]", self.value)
        return [self.inner(str(position), value) for position, value in enumerate(found)]

    def text(self) -> str:
        if not isinstance(self.value, str):
            self.fail("text belongs here")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            self.fail("true or false belongs here")
        return self.value

    def json(self) -> Json:
        return cast("Json", self.value)

    def at(self, key: str) -> Node | None:
        """None when there is no such key, or null stands there."""
        if not isinstance(self.value, dict):
            self.fail("an object belongs here")
        found = cast("dict[str, object]", self.value).get(key)
        return None if found is None else self.inner(key, found)

    def inner(self, key: str, value: object) -> Node:
        """`value` as what stands under `key`."""
        is_start = not self.place or self.place.endswith(_FILE_END)
        return Node(value, f"{self.place}{key}" if is_start else f"{self.place}.{key}")

    def need(self, key: str) -> Node:
        found = self.at(key)
        if found is None:
            self.fail(f"{key!r} is missing")
        return found

    def text_at(self, key: str) -> str:
        """Empty when it is missing."""
        found = self.at(key)
        return "" if found is None else found.text()

    def flag_at(self, key: str) -> bool:
        """False when it is missing."""
        found = self.at(key)
        return found is not None and found.flag()

    def elements_at(self, key: str) -> list[Node]:
        found = self.at(key)
        return [] if found is None else found.elements()

    def entries_at(self, key: str) -> dict[str, Node]:
        found = self.at(key)
        return {} if found is None else found.entries()
