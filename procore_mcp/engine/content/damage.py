"""Files that cannot be read, said in one way whatever parser found out."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from procore_mcp.errors import ProcoreMcpError


class Unreadable(Exception):
    """Says why, as the end of a sentence."""


@contextmanager
def parsing(problem: str) -> Generator[None]:
    """For work inside a foreign parser: whatever it trips over becomes Unreadable with `problem`.

    Our own errors pass.
    """
    try:
        yield
    except (Unreadable, ProcoreMcpError):
        raise
    except Exception as error:  # on damaged bytes parsers fail in many more ways than they document
        raise Unreadable(problem) from error
