"""Files: shown with links to their versions, moved, renamed, checked out and thrown away."""

from __future__ import annotations

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.refusals import Family, Refusal, json_response
from procore_mcp.simulator.resources.file_versions import with_versions
from procore_mcp.simulator.resources.in_tree import InTree
from procore_mcp.simulator.resources.tree import FILES, PARENT, Tree
from procore_mcp.simulator.rest.call import Call

_CHECKED_OUT = "checked_out_until"


class Files(InTree):
    """One file."""

    def show(self, call: Call) -> Response:
        return self.presenting.value(self.presenting.shown(self.found(call), call), call)

    def present(self, record: Record, call: Call) -> Record:
        return with_versions(record, latest=call.query.flag("show_latest_version_only"))

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if _CHECKED_OUT in call.sent:
            out = call.sent[_CHECKED_OUT] is not None
            record["checked_out_by"] = self.desk.signed_in(call.caller) if out else None

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
