"""A project's folders and files as a tree: where things are, and what follows when they move."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Json, Record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, invalid, invisible
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.tree_index import enter, recount
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

FOLDERS, FILES = "folders", "files"
PARENT = "parent_id"


class Tree:
    """The tree of the project that a call is about."""

    def __init__(self, desk: Desk, call: Call) -> None:
        self._desk = desk
        self._call = call

    def root(self) -> Stored:
        """Raises Refusal 404 in a project without documents."""
        return _only(folder for folder in self._folders() if is_root(folder))

    def bin(self) -> Stored:
        """Raises Refusal 404 in a project without a recycle bin."""
        return _only(folder for folder in self._folders() if is_bin(folder))

    def inside(self, collection: str, folder_id: int) -> list[Stored]:
        """What is directly in a folder, as far as the caller sees it."""
        rows = self._desk.store.owned(collection, PARENT, folder_id)
        return [row for row in rows if self._call.sees(row)]

    def flags(self, folder_id: int) -> Record:
        """Which kinds of things a folder holds."""
        folders, files = bool(self.inside(FOLDERS, folder_id)), bool(self.inside(FILES, folder_id))
        return {"has_children": folders or files, "has_children_files": files, "has_children_folders": folders}

    def parent(self, number: Json) -> Stored:
        """The folder to put something into. Raises Refusal 400 for none of this project, and for what is in the bin."""
        found = next((folder for folder in self._folders() if folder.id == number), None)
        if found is None or not self._call.sees(found):
            raise invalid(400, [Problem(PARENT, "does not exist in this project")])
        if is_gone(found):
            raise invalid(400, [Problem(PARENT, "is in the recycle bin")])
        return found

    def is_taken(self, collection: str, record: Record) -> bool:
        """Whether another thing of this kind has the record's name in the record's folder."""
        others = self.inside(collection, number_of(record, PARENT))
        return any(row.id != record["id"] and row.data.get("name") == record["name"] for row in others)

    def is_below(self, folder: Stored, number: int) -> bool:
        """Whether a folder is the one with this number, or lies below it."""
        above: Stored | None = folder
        while above is not None and above.id != number:
            above = self._above(above)
        return above is not None

    def throw_away(self, collection: str, stored: Stored) -> None:
        """Moves to the bin. Raises Refusal 400 for what is there already, for the root and for the bin itself."""
        if is_gone(stored) or is_root(stored):
            raise invalid(400, [Problem("base", "cannot be moved to the recycle bin")])
        stored.change({PARENT: self.bin().id, "updated_at": stamp(self._desk.clock())})
        self.settle(collection, stored)

    def settle(self, collection: str, stored: Stored) -> None:
        """Writes what follows from the place and name of a folder or file, for everything below it too."""
        self._settle(collection, stored)
        for folder in self._folders():
            recount(self._desk.store, folder, self.flags(folder.id))

    def _settle(self, collection: str, stored: Stored) -> None:
        self._desk.store.reindex(collection, stored)
        parent = self._above(stored) or self.root()
        path = f"{parent.data['name_with_path']}/{text_of(stored.data, 'name')}"
        stored.change({"name_with_path": path, "is_deleted": is_gone(parent)})
        enter(self._desk.store, collection, stored)
        for kind in (FOLDERS, FILES) if collection == FOLDERS else ():
            for child in list(self._desk.store.owned(kind, PARENT, stored.id)):
                self._settle(kind, child)

    def _above(self, stored: Stored) -> Stored | None:
        return self._desk.store.find(FOLDERS, number_of(stored.data, PARENT))

    def _folders(self) -> list[Stored]:
        return list(self._desk.store.owned(FOLDERS, "_project_id", self._call.number("project_id")))


def is_root(stored: Stored) -> bool:
    return stored.data.get(PARENT) is None


def is_bin(stored: Stored) -> bool:
    return stored.data.get("is_recycle_bin") is True


def is_gone(stored: Stored) -> bool:
    """Whether something is in the bin, or is the bin."""
    return stored.data.get("is_deleted") is True or is_bin(stored)


def _only(folders: Iterable[Stored]) -> Stored:
    found = next(iter(folders), None)
    if found is None:
        raise invisible()
    return found
