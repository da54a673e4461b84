"""What the builders share while a world goes up."""

from __future__ import annotations

import datetime as dt
from random import Random

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.painted import Painted
from procore_mcp.simulator.world.workdays import Workdays
from procore_mcp.simulator.world.world import Blob


class Scaffold:
    """Collects records and blobs; mints ids and rolls dice separately for each resource.

    A stream of its own per resource keeps ids where they are when another resource gains a record.
    """

    def __init__(self, seed: int, today: dt.date) -> None:
        self.seed = seed
        self.days = Workdays(today)
        self.records: dict[str, list[Record]] = {}
        self.blobs: dict[str, Blob | Painted] = {}
        self._dice: dict[str, Random] = {}
        self._last_id: dict[tuple[str, int], int] = {}

    def dice(self, name: str) -> Random:
        if name not in self._dice:
            self._dice[name] = Random(f"{self.seed}/{name}")  # noqa: S311 - demo data has to repeat, not to be secret
        return self._dice[name]

    def mint(self, resource: str, base: int) -> int:
        """The next id of a resource in the id range that starts at `base`."""
        dice = self.dice(f"{resource} ids of {base}")
        last = self._last_id.get((resource, base))
        minted = base + dice.randrange(1_000_000, 6_000_000) if last is None else last + dice.randrange(1, 90)
        self._last_id[resource, base] = minted
        return minted

    def add(self, resource: str, record: Record) -> Record:
        self.records.setdefault(resource, []).append(record)
        return record
