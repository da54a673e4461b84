"""The document: JSON in OpenAPI 3, in one file or in a folder of several."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import cast
from urllib.parse import unquote

from procore_mcp.catalog.openapi.node import Node
from procore_mcp.catalog.unique_keys import RepeatedKeyError, load_unique
from procore_mcp.errors import BadDocument


@dataclass(frozen=True, slots=True)
class Document:
    root: Node

    @property
    def info(self) -> Node:
        return self.root.need("info")

    @property
    def paths(self) -> dict[str, Node]:
        """Without the extensions that may stand among them."""
        found = self.root.need("paths").entries()
        return {path: item for path, item in found.items() if not path.startswith("x-")}

    def responses(self, call: Node) -> dict[str, Node]:
        """Of one call; from OpenAPI 3.1 on it may have none."""
        is_needed = self.root.text_at("openapi").startswith("3.0")
        return call.need("responses").entries() if is_needed else call.entries_at("responses")

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
            key = unquote(step).replace("~1", "/").replace("~0", "~")
            inner = _members(found.value)
            if key not in inner:
                node.fail(f"the reference {reference} leads to nothing")
            found = found.inner(key, inner[key])
        return found


def _members(value: object) -> dict[str, object]:
    """What a reference can step into; of a list by the position."""
    if isinstance(value, list):
        return {str(position): inner for position, inner in enumerate(cast("list[object]", value))}
    return cast("dict[str, object]", value) if isinstance(value, dict) else {}


def reference_of(node: Node) -> str | None:
    """The `$ref` of this part; None for a part that stands for itself."""
    if not isinstance(node.value, dict):
        return None
    found = cast("dict[str, object]", node.value).get("$ref")
    return found if isinstance(found, str) else None


def read_documents(path: Path) -> list[Document]:
    """Procore publishes one document for each resource: a folder of them counts as one.

    Raises BadDocument when anything cannot be read, is no JSON, or is no OpenAPI 3.
    """
    if not path.is_dir():
        return [_document(path, "")]
    found = [_document(file, f"{file.name}: ") for file in sorted(filter(_is_document, path.iterdir()))]
    if not found:
        raise BadDocument(
            path.name, "there is no JSON file in this folder", fix="Put Procore's documents there, saved as JSON."
        )
    return found


def _is_document(file: Path) -> bool:
    """By its name; the hidden ones are what archives and desktops leave behind."""
    return file.suffix.lower() == ".json" and not file.name.startswith(".")


def version_of(path: Path, documents: list[Document]) -> str:
    """What the document calls its own version; several have the name of their folder."""
    return path.resolve().name if path.is_dir() else documents[0].info.text_at("version")


def _document(path: Path, start: str) -> Document:
    document = Document(Node(_json(path), start))
    version = document.root.need("openapi")
    if not version.text().startswith("3."):
        version.fail("this is another version than OpenAPI 3")
    document.info.entries()
    return document


def _json(path: Path) -> object:
    try:
        return load_unique(path.read_bytes())
    except OSError as error:
        raise BadDocument(path.name, f"it cannot be read: {error.strerror}", fix="Correct the path.") from None
    except json.JSONDecodeError as error:
        place = f"{path.name}: line {error.lineno}, column {error.colno}"
        fix = "Save Procore's document as JSON; YAML is not read."
        raise BadDocument(place, f"this is no JSON: {error.msg}", fix=fix) from None
    except UnicodeDecodeError:
        raise BadDocument(path.name, "this is not UTF-8", fix="Save the file as UTF-8.") from None
    except ValueError as error:
        raise BadDocument(path.name, f"this is no JSON: {error}", fix="Download the document again.") from None
    except RecursionError:
        raise BadDocument(path.name, "it is nested too deep", fix="Download the document again.") from None
    except RepeatedKeyError as error:
        fix = "Keep one of the two, or download the document again."
        raise BadDocument(f"{path.name}: {error.place}", "this key is there twice", fix=fix) from None
