"""Files: shown with links to their versions, moved, renamed, checked out and thrown away."""

from __future__ import annotations

import itertools

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import Record, is_record, text_of
from procore_mcp.simulator.refusals import Family, Refusal, json_response
from procore_mcp.simulator.resources.file_versions import with_versions
from procore_mcp.simulator.resources.in_tree import InTree
from procore_mcp.simulator.resources.new_files import version_of, with_version
from procore_mcp.simulator.resources.tree import FILES, PARENT, Tree
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

_CHECKED_OUT = "checked_out_until"


class Files(InTree):
    """One file."""

    def show(self, call: Call) -> Response:
        return self.presenting.value(self.presenting.shown(self.found(call), call), call)

    def present(self, record: Record, call: Call) -> Record:
        return with_versions(record, latest=call.query.flag("show_latest_version_only"))

    def started(self, call: Call) -> Record:
        own: Record = {
            PARENT: Tree(self.desk, call).root().id,
            "file_versions": [],
            "is_deleted": False,
            "private": False,
        }
        own |= {"_created_at": stamp(self.desk.clock()), "_created_by": self.desk.signed_in(call.caller)}
        return super().started(call) | own

    def created(self, stored: Stored, call: Call) -> None:
        Tree(self.desk, call).settle(FILES, stored)

    def apply(self, record: Record, call: Call) -> None:
        unique = call.sent.pop("unique_name", False)
        super().apply(record, call)
        if "upload_uuid" in call.sent or call.sent.files or (call.action.verb == "create" and not call.sent.is_form):
            self._bring(record, call)
        record["name"] = record.get("name") or text_of(call.sent, "data")
        if unique is True:
            self._make_unique(record, call)
        if _CHECKED_OUT in call.sent:
            out = call.sent[_CHECKED_OUT] is not None
            record["checked_out_by"] = self.desk.signed_in(call.caller) if out else None

    def _bring(self, record: Record, call: Call) -> None:
        version = version_of(call.sent.get("upload_uuid"), record, call, self.desk)
        stored = version["prostore_file"]
        record["name"] = record.get("name") or (text_of(stored, "name") if is_record(stored) else "")
        record |= with_version(record, version) | {"file_type": text_of(record, "name").rpartition(".")[2]}

    def _make_unique(self, record: Record, call: Call) -> None:
        stem, dot, ending = text_of(record, "name").rpartition(".")
        count = itertools.count(1)
        while Tree(self.desk, call).is_taken(FILES, record):
            record["name"] = f"{stem} ({next(count)}){dot}{ending}"

    def complete(self, record: Record, call: Call) -> None:
        tree = Tree(self.desk, call)
        if PARENT in call.sent:
            tree.parent(record[PARENT])
        if tree.is_taken(FILES, record):
            raise NameTaken(record)
        super().complete(record, call)


class NameTaken(Refusal):
    """409 with the file that was not changed, a shape that only files answer."""

    def __init__(self, file: Record) -> None:
        super().__init__(409, "Name has already been taken")
        self._file = file

    def response(self, family: Family) -> Response:
        del family
        shown: Record = {name: self._file[name] for name in ("id", "name", PARENT)}
        return json_response({"errors": {"base": [self.message]}, "error_type": "name_taken", "file": shown}, 409)
