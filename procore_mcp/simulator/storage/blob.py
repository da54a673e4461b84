"""The content of a file, wherever it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from procore_mcp.simulator.kept_bytes import Bytes


class Blob(Protocol):
    """A file's content."""

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


@dataclass(frozen=True, slots=True)
class StoredBlob:
    """A file that somebody brought."""

    name: str
    content_type: str
    data: Bytes
