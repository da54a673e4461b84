"""The document's calls, one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from procore_mcp.catalog.openapi.answer import read_answer
from procore_mcp.catalog.openapi.document import Document
from procore_mcp.catalog.openapi.documented_action import (
    DocumentedAction,
    DocumentedBody,
    DocumentedParam,
    Encoding,
    Place,
    anonymous,
)
from procore_mcp.catalog.openapi.node import Node
from procore_mcp.catalog.openapi.shape import Shape
from procore_mcp.catalog.openapi.shape_reader import ShapeReader
from procore_mcp.catalog.openapi.words import is_sayable
from procore_mcp.catalog.verbs import READING

_METHODS = ("get", "post", "patch", "put", "delete")
_PLACES = frozenset({"path", "query", "header"})
_NO_PATH = re.compile(r"[\s?#]")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Ours to send: they are no arguments.
_OWN_HEADERS = frozenset({"authorization", "procore-company-id", "content-type", "accept"})
# Best first: uploads as fields of a form are Procore's old, slow way.
_ENCODINGS: tuple[tuple[str, Encoding], ...] = (
    ("application/json", "json"),
    ("+json", "json"),
    ("multipart/form-data", "multipart"),
    ("application/x-www-form-urlencoded", "form"),
)


def read_actions(documents: Sequence[Document]) -> list[DocumentedAction]:
    """In the order of the documents. A call may be in several of them if all say the same.

    Raises BadDocument at the first thing that does not add up.
    """
    found: dict[str, DocumentedAction] = {}
    for document in documents:
        reader = ActionReader(document, ShapeReader(document))
        for path, item in document.paths.items():
            for action in reader.actions(path, item):
                known = found.setdefault(anonymous(action.http), action)
                if known is not action and not _is_same(known, action):
                    item.fail(f"{known.http} has been described before, in other words")
    if not found:
        documents[0].root.need("paths").fail("it describes no calls")
    return [*found.values()]


def _is_same(one: DocumentedAction, other: DocumentedAction) -> bool:
    return one.http == other.http and one.places() == other.places()


@dataclass(frozen=True, slots=True)
class ActionReader:
    document: Document
    shapes: ShapeReader

    def actions(self, path: str, item: Node) -> Iterator[DocumentedAction]:
        item = self.document.resolved(item)
        shared = item.elements_at("parameters")
        for method in _METHODS:
            if (node := item.at(method)) is not None:
                yield self._action(method, path, node, shared)

    def _action(self, method: str, path: str, node: Node, shared: list[Node]) -> DocumentedAction:
        module, resource = self._home(node)
        title = node.text_at("summary")
        params = self._params([*shared, *node.elements_at("parameters")])
        _check_path(path, params, node)
        body = node.at("requestBody")
        return DocumentedAction(
            method=method.upper(),
            path=path,
            module=module,
            resource=resource,
            act=_act(title),
            deprecated=node.flag_at("deprecated") or "(deprecated)" in title.lower(),
            params=params,
            body=self._body(self.document.resolved(body)) if body is not None else None,
            answer=read_answer(self.document.responses(node), self.document),
        )

    def _home(self, node: Node) -> tuple[str, str]:
        """Its module and its resource: in a tag of three parts, or in what the whole document is about."""
        tag = next((tag.text() for tag in node.elements_at("tags")), "")
        _, module, resource = [*tag.split("/"), "", ""][:3]
        info = self.document.info
        module = module or info.text_at("x-tool-category") or tag or "Other"
        if not is_sayable(module):
            node.fail(f"its module {module!r} has no letter or digit that a toolset could be named by")
        return module, resource or info.text_at("x-resource-name") or tag

    def _params(self, nodes: list[Node]) -> tuple[DocumentedParam, ...]:
        """Those of the call win over those that the path shares."""
        found: dict[tuple[str, str], DocumentedParam] = {}
        for node in map(self.document.resolved, nodes):
            name, place = node.need("name").text(), node.need("in").text()
            if place not in _PLACES:
                node.need("in").fail(f"a parameter cannot travel in {place!r}")
            if not name:
                node.need("name").fail("a parameter has a name")
            if not is_sayable(name):
                node.need("name").fail(f"{name!r} has no letter or digit that a tool's argument could be named by")
            if place != "header" or name.lower() not in _OWN_HEADERS:
                shape = self.shapes.read(_schema(node))
                found[place, name] = DocumentedParam(name, cast("Place", place), node.flag_at("required"), shape)
        return tuple(found.values())

    def _body(self, node: Node) -> DocumentedBody:
        contents = node.need("content").entries()
        for wanted, encoding in _ENCODINGS:
            for content_type, content in contents.items():
                if content_type.partition(";")[0].endswith(wanted):
                    shape = self.shapes.read(content.at("schema") or Node({}, content.place))
                    # JSON carries no bytes: what holds a file travels as a form, whatever the document says.
                    carrier: Encoding = "multipart" if shape.holds_file else encoding
                    if shape.kind == "array" and carrier != "json":
                        carrier = "unknown"
                    return DocumentedBody(carrier, node.flag_at("required"), shape)
        return DocumentedBody("unknown", node.flag_at("required"), Shape())


def _act(title: str) -> str:
    """The first word; of `find or create` the one that changes something."""
    words = title.lower().split()
    is_choice = len(words) > 2 and words[1] == "or" and words[0] in READING
    return words[2] if is_choice else next(iter(words), "")


def _schema(node: Node) -> Node:
    """Under `schema`, or under the first of `content`."""
    schema = node.at("schema")
    if schema is None:
        schema = next((content.at("schema") for content in node.entries_at("content").values()), None)
    return schema or Node({}, node.place)


def _check_path(path: str, params: tuple[DocumentedParam, ...], node: Node) -> None:
    if _NO_PATH.search(path):
        node.fail("a path has neither blanks nor a query")
    for part in path.strip("/").split("/"):
        if not is_sayable(part):
            node.fail(f"the part {part!r} of the path has no letter or digit that a tool could be named by")
    wanted = _PLACEHOLDER.findall(path)
    named = {param.name for param in params if param.place == "path"}
    for placeholder in wanted:
        if placeholder not in named:
            node.fail(f"nothing describes {{{placeholder}}} of the path")
    for name in sorted(named - set(wanted)):
        node.fail(f"the path has no {{{name}}}")
