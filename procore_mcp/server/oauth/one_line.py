"""Names as people are shown them, on pages and in terminals."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Printable characters with single spaces: somebody whom the reader does not know has chosen the name."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
