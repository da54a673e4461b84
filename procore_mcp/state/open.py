"""From the setting to the store."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from procore_mcp.errors import BadSetting, MissingExtra
from procore_mcp.state.database import MEMORY
from procore_mcp.state.protocol import State
from procore_mcp.state.redis_address import SCHEMES, redis_address
from procore_mcp.state.sqlite import SqliteState


def open_state(url: str, *, clock: Callable[[], float] = time.time) -> State:
    """`sqlite:///file` (three slashes and a relative path, four for an absolute one), `sqlite://` for memory alone, or
    `redis://`, `rediss://` and `unix://` for a Redis or Valkey server, which goes by its own clock.

    A server is not asked before the first call. Raises BadSetting for anything else and for a file that cannot be used,
    MissingExtra when the client for Redis is not installed. The address itself is not repeated in the error: those of
    servers hold passwords.
    """
    scheme, separator, rest = url.partition("://")
    if scheme == "sqlite" and separator and rest in {"", "/"}:
        return SqliteState(MEMORY, clock=clock)
    if scheme == "sqlite" and rest.startswith("/"):
        return SqliteState(str(Path(rest.removeprefix("/")).expanduser()), clock=clock)
    if scheme in SCHEMES and separator:
        return _open_redis(url)
    raise BadSetting(
        f"PROCORE_STATE_URL: {scheme!r} is not a state store that this version has."
        if separator
        else "PROCORE_STATE_URL is not an address.",
        hint="Use sqlite:///path/to/file, sqlite:// to keep the state in memory only, or redis://host:port/0.",
    )


def _open_redis(url: str) -> State:
    address = redis_address(url)
    if find_spec("redis") is None:
        raise MissingExtra(
            "PROCORE_STATE_URL names a Redis server, and the client for it is not installed.",
            hint="pip install 'procore-mcp[redis]'",
        )
    from procore_mcp.state.redis import RedisState  # noqa: PLC0415 - its library is an extra, and slow to import

    return RedisState(address)
