"""The records of one simulator, in memory, indexed by whom they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from procore_mcp.simulator.changes import Changes
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of

_FIRST_NEW_ID = 562949960000000  # above 2**49, as Procore's newer regions hand out


@dataclass(slots=True)
class Stored:
    """One record; `rendered` keeps its JSON per view until the record changes, `changes` hears that it did."""

    data: Record
    rendered: dict[str, bytes] = field(default_factory=dict[str, bytes])
    collection: str = ""
    changes: Changes | None = field(default=None, repr=False, compare=False)

    @property
    def id(self) -> int:
        return number_of(self.data, "id")

    @property
    def recycled(self) -> bool:
        return self.data.get("_recycled") is True

    def change(self, values: Mapping[str, Json]) -> None:
        was_recycled = self.recycled
        self.data.update(values)
        self.rendered.clear()
        if self.changes is not None:
            is_back, is_gone = was_recycled and not self.recycled, self.recycled and not was_recycled
            self.changes.note(self.collection, "create" if is_back else "delete" if is_gone else "update", self.data)


class Store:
    """Collections of records by resource name; listing by owner costs only what it returns.

    Stores may be filled from the same records: values inside a record are replaced, never changed in place.
    """

    def __init__(
        self,
        records: Mapping[str, Sequence[Record]],
        next_id: int = _FIRST_NEW_ID,
        began_as: Mapping[str, Sequence[Record]] | None = None,
    ) -> None:
        """`began_as` are the records of the first run, where these ones have been worked with since."""
        self._rows: dict[str, dict[int, Stored]] = {}
        self._owned: dict[tuple[str, str], dict[int, dict[int, Stored]]] = {}
        self.next_id = next_id
        self.changes = Changes()
        self._samples = {name: items[0] for name, items in (began_as or records).items() if items}
        for name, items in records.items():
            self._rows[name] = {row.id: row for row in (self._stored(name, dict(item)) for item in items)}

    def has(self, collection: str) -> bool:
        return collection in self._rows

    def sample(self, collection: str) -> Record | None:
        """What records of this kind look like, also after the last of them was removed; None where none ever was."""
        known = self._samples.get(collection)
        return known or next((row.data for row in self.all(collection)), None)

    def find(self, collection: str, number: int) -> Stored | None:
        return self._rows.get(collection, {}).get(number)

    def all(self, collection: str) -> Iterable[Stored]:
        return self._rows.get(collection, {}).values()

    def owned(self, collection: str, key: str, owner: int) -> Iterable[Stored]:
        """The records whose bookkeeping key, such as `_project_id` or `_project_ids`, has this value or lists it."""
        return self._index(collection, key).get(owner, {}).values()

    def records(self) -> dict[str, list[Record]]:
        """Everything, bookkeeping included, in the shape that a store is filled from."""
        return {name: [row.data for row in rows.values()] for name, rows in self._rows.items()}

    def new_id(self) -> int:
        self.next_id += 1
        return self.next_id

    def insert(self, collection: str, record: Record) -> Stored:
        """Adds a record under its own id, which `new_id` gave."""
        stored = self._stored(collection, record)
        self._rows.setdefault(collection, {})[stored.id] = stored
        for (name, key), owners in self._owned.items():
            if name == collection:
                _enter(owners, key, stored)
        self.changes.note(collection, "create", record)
        return stored

    def reindex(self, collection: str, stored: Stored) -> None:
        """Puts a record back under its owners, after a change of what says whom it belongs to."""
        for (name, key), owners in self._owned.items():
            if name == collection:
                for rows in owners.values():
                    rows.pop(stored.id, None)
                _enter(owners, key, stored)

    def remove(self, collection: str, stored: Stored) -> None:
        self._rows[collection].pop(stored.id, None)
        if not stored.recycled:
            self.changes.note(collection, "delete", stored.data)
        for (name, key), owners in self._owned.items():
            if name == collection:
                for owner in _owners(stored, key):
                    owners.get(owner, {}).pop(stored.id, None)

    def _stored(self, collection: str, record: Record) -> Stored:
        return Stored(record, collection=collection, changes=self.changes)

    def _index(self, collection: str, key: str) -> dict[int, dict[int, Stored]]:
        found = self._owned.get((collection, key))
        if found is None:
            found = self._owned[collection, key] = {}
            for stored in self.all(collection):
                _enter(found, key, stored)
        return found


def _enter(owners: dict[int, dict[int, Stored]], key: str, stored: Stored) -> None:
    for owner in _owners(stored, key):
        owners.setdefault(owner, {})[stored.id] = stored


def _owners(stored: Stored, key: str) -> list[int]:
    value = stored.data.get(key)
    several = value if is_list(value) else [value]
    return [owner for owner in several if isinstance(owner, int)]
