"""Keeps a running simulator in a file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import anyio

from procore_mcp.simulator.interior import Interior
from procore_mcp.simulator.kept import write_kept

_EVERY = 2.0  # seconds between two looks whether there is something new


class Keeper:
    """Writes `file` when something was changed; `day` is the one for which the world was built."""

    def __init__(self, simulator: Interior, file: Path, day: dt.date) -> None:
        self._simulator, self._file, self._day = simulator, file, day
        self._written: tuple[int, ...] = ()

    def keep(self) -> None:
        """Raises OSError when the file cannot be written."""
        now = self._simulator
        version = (now.report.writes, now.store.changes.count, now.tokens.issued.families)
        if version != self._written:
            write_kept(self._file, now.keep(self._day))
            self._written = version

    async def keep_on(self) -> None:
        """Until it is cancelled."""
        while True:
            self.keep()
            await anyio.sleep(_EVERY)
