"""The content of a file, wherever it comes from."""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Blob(Protocol):
    """A file's content."""

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class StoredBlob(NamedTuple):
    """A file that somebody brought."""

    name: str
    content_type: str
    data: bytes
