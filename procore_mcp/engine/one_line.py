"""Text of others where people read it: names on pages and in terminals, values in questions."""

from __future__ import annotations


def one_line(text: str) -> str:
    """Printable characters with single spaces: it begins no line of its own, and turns nothing that stands near."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
