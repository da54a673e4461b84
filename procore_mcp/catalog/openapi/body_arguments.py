"""Arguments that travel in the body, and the form of the body itself."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.arguments import Arguments, Entry, public_name
from procore_mcp.catalog.openapi.documented_action import DocumentedAction, DocumentedBody
from procore_mcp.catalog.openapi.open_schema import custom_fields, free_keys
from procore_mcp.catalog.openapi.path_words import path_words
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.value_schema import CUSTOM_FIELD, SchemaWriter
from procore_mcp.catalog.openapi.words import plural
from procore_mcp.catalog.openapi.wrapper import Wrapping, wrapping


@dataclass(frozen=True, slots=True)
class BodyArguments:
    """`settled` are fields that company and project fill."""

    arguments: Arguments
    writer: SchemaWriter
    settled: frozenset[tuple[str, str]]

    def put(self, action: DocumentedAction) -> Entry | None:
        """Returns the `body` of the tool file; None for a call without one."""
        body = action.body
        if body is None:
            return None
        form: Entry = {} if body.encoding == "json" else {"encoding": body.encoding}
        if action.method in {"GET", "DELETE"}:
            form["documented"] = True
        around = wrapping(_object_of(body))
        if body.shape.kind == "array":
            form["rows"] = self._put_rows(action, body)
        elif around is None:
            self._put_free_keys()
        else:
            self._put_fields(around)
            if around.name:
                form["wrap"] = around.name
        return form or None if self.arguments.entries else {"encoding": "json"}

    def _put_rows(self, action: DocumentedAction, body: DocumentedBody) -> str:
        name = plural(path_words(action).last)
        entry: Entry = {"in": "body", "schema": self.writer.argument(name, body.shape)}
        if body.required:
            entry["required"] = True
        return self.arguments.put(name, entry)

    def _put_free_keys(self) -> None:
        """The document does not say what is in it."""
        schema = free_keys("Fields of the body; Procore's document does not name them.")
        self.arguments.put("attributes", {"in": "body", "spread": True, "schema": schema})

    def _put_fields(self, around: Wrapping) -> None:
        for name, shape in around.inner.items():
            self._put(name, shape, required=("inner", name) in around.required, beside=False)
        for name, shape in around.outer.items():
            is_required = ("outer", name) in around.required
            self._put(name, shape, required=is_required, beside=around.name is not None)

    def _put(self, wire: str, shape: Shape, *, required: bool, beside: bool) -> None:
        if ("body", wire) in self.settled and (beside or not self._is_beside(wire)):
            return
        if shape.is_named_object and shape.holds_file:
            for name, inner in shape.properties.items():
                is_required = required and name in shape.required
                self._put(f"{wire}.{name}", inner, required=is_required, beside=beside)
            return
        entry = self._entry(wire, shape)
        entry |= {word: True for word, holds in (("beside", beside), ("required", required)) if holds}
        last = wire.rpartition(".")[2]
        if last in rules().secrets and shape.kind == "string":
            entry["secret"] = True
        public = "custom_fields" if CUSTOM_FIELD in wire else public_name(wire.replace(".", "_"), is_list=False)
        self.arguments.add(public, public if "spread" in entry else wire, entry)

    def _is_beside(self, wire: str) -> bool:
        """The session's id already stands beside the wrapper: a field of the same name inside is another one."""
        settled = self.arguments.entries.get(wire)
        return isinstance(settled, dict) and bool(settled.get("beside"))

    def _entry(self, wire: str, shape: Shape) -> Entry:
        if CUSTOM_FIELD in wire:
            return {"in": "body", "spread": True, "schema": custom_fields()}
        name = wire.rpartition(".")[2]
        if not shape.is_file:
            return {"in": "body", "schema": self.writer.argument(name, shape)}
        schema: dict[str, Json] = {"description": self.writer.description(name, shape)}
        if shape.kind == "array":
            schema = {"type": "array", **schema}
        return {"in": "body", "file": True, "schema": schema}


def _object_of(body: DocumentedBody) -> Shape:
    """Of a choice the first object."""
    objects = [branch for branch in body.shape.branches if branch.is_named_object]
    return objects[0] if objects else body.shape
