"""How records point at files: by texts that nobody can send, as a NUL is refused on its way in."""

from __future__ import annotations

_LINK, _SIZE = "\0link:", "\0size:"


def link_to(key: str) -> str:
    """Stands in a record for the link to a file."""
    return f"{_LINK}{key}"


def size_of(key: str) -> str:
    """Stands in a record for the number of bytes of a file, which is counted only when somebody asks."""
    return f"{_SIZE}{key}"


def linked(text: str) -> str | None:
    """The key of the file whose link a text stands for."""
    return text.removeprefix(_LINK) if text.startswith(_LINK) else None


def sized(text: str) -> str | None:
    """The key of the file whose size a text stands for."""
    return text.removeprefix(_SIZE) if text.startswith(_SIZE) else None
