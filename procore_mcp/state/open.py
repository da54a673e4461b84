"""From the setting to the store."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from procore_mcp.errors import BadSetting
from procore_mcp.state.database import MEMORY
from procore_mcp.state.protocol import State
from procore_mcp.state.sqlite import SqliteState


def open_state(url: str, *, clock: Callable[[], float] = time.time) -> State:
    """`sqlite:///file` (three slashes and a relative path, four for an absolute one) or `sqlite://` for memory alone.

    Raises BadSetting for anything else and for a file that cannot be used. The address itself is not repeated in the
    error: those of servers hold passwords.
    """
    scheme, separator, rest = url.partition("://")
    if scheme == "sqlite" and separator and rest in {"", "/"}:
        return SqliteState(MEMORY, clock=clock)
    if scheme == "sqlite" and rest.startswith("/"):
        return SqliteState(str(Path(rest.removeprefix("/")).expanduser()), clock=clock)
    raise BadSetting(
        f"PROCORE_STATE_URL: {scheme!r} is not a state store that this version has."
        if separator
        else "PROCORE_STATE_URL is not an address.",
        hint="Use sqlite:///path/to/file, or sqlite:// to keep the state in memory only.",
    )
