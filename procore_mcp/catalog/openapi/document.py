"""The document: one JSON file in OpenAPI 3."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from procore_mcp.catalog.openapi.node import Node
from procore_mcp.errors import BadDocument


@dataclass(frozen=True, slots=True)
class Document:
    root: Node

    @property
    def version(self) -> str:
        """What the document calls its own version."""
        return self.root.need("info").text_at("version")

    @property
    def paths(self) -> dict[str, Node]:
        return self.root.need("paths").entries()

    def resolved(self, node: Node) -> Node:
        """The part itself, or the one that its `$ref` points to.

        Raises BadDocument for a reference out of the document, to nothing, or round in a circle.
        """
        seen: set[str] = set()
        while (reference := reference_of(node)) is not None:
            if reference in seen:
                node.fail(f"the reference {reference} leads to itself")
            seen.add(reference)
            node = self._target(node, reference)
        return node

    def _target(self, node: Node, reference: str) -> Node:
        if not reference.startswith("#/"):
            node.fail(f"the reference {reference} leads out of the document")
        found = self.root
        for step in reference[2:].split("/"):
            inner = found.value
            key = step.replace("~1", "/").replace("~0", "~")
            if not isinstance(inner, dict) or key not in inner:
                node.fail(f"the reference {reference} leads to nothing")
            place = f"{found.place}.{key}" if found.place else key
            found = Node(cast("dict[str, object]", inner)[key], place)
        return found


def reference_of(node: Node) -> str | None:
    """The `$ref` of this part; None for a part that stands for itself."""
    if not isinstance(node.value, dict):
        return None
    found = cast("dict[str, object]", node.value).get("$ref")
    return found if isinstance(found, str) else None


def read_document(path: Path) -> Document:
    """Raises BadDocument when it cannot be read, is no JSON, or is no OpenAPI 3."""
    try:
        value = cast("object", json.loads(path.read_bytes()))
    except OSError as error:
        raise BadDocument(path.name, f"it cannot be read: {error.strerror}", fix="Correct the path.") from None
    except json.JSONDecodeError as error:
        place = f"{path.name}: line {error.lineno}, column {error.colno}"
        fix = "Save Procore's document as JSON; YAML is not read."
        raise BadDocument(place, f"this is no JSON: {error.msg}", fix=fix) from None
    except UnicodeDecodeError:
        raise BadDocument(path.name, "this is not UTF-8", fix="Save the file as UTF-8.") from None
    document = Document(Node(value, ""))
    if not document.root.need("openapi").text().startswith("3."):
        document.root.need("openapi").fail("this is another version than OpenAPI 3")
    document.root.need("info").entries()
    return document
