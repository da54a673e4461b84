"""One REST call as the document describes it, in facts alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from procore_mcp.catalog.openapi.answer import Answer
from procore_mcp.catalog.openapi.shape import Shape

Place = Literal["path", "query", "header"]
Encoding = Literal["json", "multipart", "form", "unknown"]
_VERSION = re.compile(r"^/rest/v(\d+)\.(\d+)(?=/.)")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class DocumentedParam:
    name: str
    place: Place
    required: bool
    shape: Shape


@dataclass(frozen=True, slots=True)
class DocumentedBody:
    encoding: Encoding
    required: bool
    shape: Shape


@dataclass(frozen=True)
class DocumentedAction:
    """`module` and `resource` say where Procore files it; `act` is the verb of its title."""

    method: str
    path: str
    module: str
    resource: str
    act: str
    deprecated: bool
    params: tuple[DocumentedParam, ...]
    body: DocumentedBody | None
    answer: Answer

    @property
    def http(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def obstacle(self) -> str:
        """Why no tool can make this call; empty for most."""
        if not _VERSION.match(self.path):
            return "It is outside of the REST API."
        is_sendable = self.body is None or self.body.encoding != "unknown"
        return "" if is_sendable else "Its body is in a format that no tool sends."

    @property
    def version(self) -> tuple[int, int]:
        """Major and minor, `(1, 0)`. Only for paths of the REST API."""
        major, minor = _VERSION.findall(self.path)[0]
        return int(major), int(minor)

    @property
    def tail(self) -> str:
        """The path behind the version."""
        return _VERSION.sub("", self.path)

    @property
    def key(self) -> tuple[str, str]:
        """The same for all versions of this call, whatever their placeholders are named."""
        return self.method, versionless(self.path)

    def in_place(self, place: Place) -> list[DocumentedParam]:
        return [param for param in self.params if param.place == place]

    def places(self) -> dict[str, str]:
        """Everything that it takes, each with its form: `{"query filters[id]": "array of integer", …}`."""
        told: dict[str, str] = {}
        for param in self.params:
            told |= _told(f"{param.place} {param.name}", "", param.shape, required=param.required)
        if self.body is not None:
            told |= _told("body", f"{self.body.encoding} ", self.body.shape, required=self.body.required)
        return told


def anonymous(path: str) -> str:
    """The path without the names of its placeholders."""
    return _PLACEHOLDER.sub("{}", path)


def versionless(path: str) -> str:
    """`/projects/{}/rfis` of `/rest/v1.0/projects/{project_id}/rfis`."""
    return anonymous(_VERSION.sub("", path))


def _told(place: str, before: str, shape: Shape, *, required: bool) -> dict[str, str]:
    told = {place: f"{before}{shape.told()}{', required' if required else ''}"}
    for leaf, inner, is_required in shape.leaves(""):
        told[f"{place} {leaf}"] = f"{inner.told()}{', required' if is_required else ''}"
    return told
