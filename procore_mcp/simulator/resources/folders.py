"""Folders and files."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Record, number_of, records_in
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_PARENT = "parent_id"


class Folders(Resource):
    """One folder with what is directly in it; the list is the root folder."""

    def answer_for(self, action: Action) -> Answer:
        return self._root if action.verb == "list" else self._show

    def _root(self, call: Call) -> Response:
        root = next((row for row in self.rows(call) if row.data.get(_PARENT) is None), None)
        if root is None:
            raise invisible()
        return self.presenting.value(self._opened(root, call), call)

    def _show(self, call: Call) -> Response:
        return self.presenting.value(self._opened(self.found(call), call), call)

    def _opened(self, folder: Stored, call: Call) -> Record:
        inner = [] if call.query.flag("exclude_folders") else self._inside("folders", folder, call)
        files = [] if call.query.flag("exclude_files") else self._inside("files", folder, call)
        latest = call.query.flag("show_latest_file_version_only")
        shown: Record = {
            "folders": [self._closed(row, call) for row in inner],
            "files": [self.presenting.shown(with_versions(row, latest=latest), call) for row in files],
        }
        return self._closed(folder, call) | shown

    def _closed(self, folder: Stored, call: Call) -> Record:
        folders, files = bool(self._inside("folders", folder, call)), bool(self._inside("files", folder, call))
        children: Record = {
            "has_children": folders or files,
            "has_children_files": files,
            "has_children_folders": folders,
        }
        nothing: Record = {"folders": [], "files": []}
        return self.presenting.shown(folder, call) | children | nothing

    def _inside(self, collection: str, folder: Stored, call: Call) -> list[Stored]:
        return [row for row in self.desk.store.owned(collection, _PARENT, folder.id) if call.sees(row)]


class Files(Resource):
    """One file with links to its versions."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._show

    def _show(self, call: Call) -> Response:
        row = with_versions(self.found(call), latest=call.query.flag("show_latest_version_only"))
        return self.presenting.value(self.presenting.shown(row, call), call)


def with_versions(file: Stored, *, latest: bool) -> Stored:
    """The file as it is, or a copy with its newest version alone."""
    versions = records_in(file.data.get("file_versions"))
    if not latest or len(versions) < 2:
        return file
    newest = max(versions, key=lambda version: number_of(version, "number"))
    alone: Record = {"file_versions": [newest]}
    return Stored(file.data | alone)
