"""What a tool gives back, before any protocol dresses it."""

from __future__ import annotations

from dataclasses import dataclass, field

from procore_mcp.api.messages import Download, Json

LARGEST_LINKED = 650_000  # bytes: the most that clients can be handed in one message


@dataclass(frozen=True, slots=True)
class Image:
    """A picture for the model to look at, already scaled down."""

    content: bytes = field(repr=False)
    content_type: str


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file that a client can fetch from this server by `uri`; `size` in bytes, up to LARGEST_LINKED."""

    uri: str
    name: str
    content_type: str | None
    size: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`data` is always an object; images and links go beside it; a download is for the client, never for the model."""

    data: dict[str, Json]
    images: tuple[Image, ...] = ()
    links: tuple[FileLink, ...] = ()
    download: Download | None = None
