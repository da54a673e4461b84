"""Folders: opened one level at a time, moved, renamed and thrown away."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.file_versions import with_versions
from procore_mcp.simulator.resources.in_tree import InTree
from procore_mcp.simulator.resources.resource import Answer
from procore_mcp.simulator.resources.tree import FILES, FOLDERS, PARENT, Tree
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class Folders(InTree):
    """One folder with what is directly in it; the list is the root folder."""

    def answer_for(self, action: Action) -> Answer:
        return self._root if action.verb == "list" else super().answer_for(action)

    def _root(self, call: Call) -> Response:
        return self._opened(Tree(self.desk, call).root(), call)

    def show(self, call: Call) -> Response:
        return self._opened(self.found(call), call)

    def _opened(self, folder: Stored, call: Call) -> Response:
        """Written anew each time, since a folder's content changes without the folder."""
        return self.presenting.value(self.presenting.shown(folder, call), call)

    def present(self, record: Record, call: Call) -> Record:
        tree, number = Tree(self.desk, call), number_of(record, "id")
        folders = [] if call.query.flag("exclude_folders") else tree.inside(FOLDERS, number)
        files = [] if call.query.flag("exclude_files") else tree.inside(FILES, number)
        latest = call.query.flag("show_latest_file_version_only")
        shown: Record = {
            "folders": [_closed(row, tree) for row in folders],
            "files": [with_versions(row.data, latest=latest) for row in files],
        }
        return record | tree.flags(number) | shown

    def started(self, call: Call) -> Record:
        """A folder without a parent goes into the root."""
        now = stamp(self.desk.clock())
        own: Record = {
            PARENT: Tree(self.desk, call).root().id,
            "_created_at": now,
            "_created_by": self.desk.signed_in(call.caller),
        }
        return super().started(call) | own

    def complete(self, record: Record, call: Call) -> None:
        tree = Tree(self.desk, call)
        parent = tree.parent(record[PARENT]) if PARENT in call.sent else None
        if parent is not None and tree.is_below(parent, number_of(record, "id")):
            raise invalid(400, [Problem(PARENT, "is below the folder itself")])
        if tree.is_taken(FOLDERS, record):
            raise invalid(400, [Problem("name", "has already been taken")])
        super().complete(record, call)

    def created(self, stored: Stored, call: Call) -> None:
        Tree(self.desk, call).settle(FOLDERS, stored)


def _closed(folder: Stored, tree: Tree) -> Record:
    nothing: Record = {"folders": [], "files": []}
    return folder.data | tree.flags(folder.id) | nothing
