"""Files and versions that come from finished uploads."""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, number_of, records_in, text_of
from procore_mcp.simulator.pointers import link_to, size_of
from procore_mcp.simulator.refusals import invisible
from procore_mcp.simulator.resources.brought import brought
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.resources.tree import FILES, Tree
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


def version_of(upload_uuid: Json, file: Record, call: Call, desk: Desk) -> Record:
    """The next version of a file. Raises Refusal where nothing was brought."""
    upload = brought(upload_uuid, call, desk)
    numbers = [number_of(version, "number") for version in records_in(file.get("file_versions"))]
    link, name = link_to(upload.key), text_of(file, "name") or upload.name
    return {
        "id": desk.store.new_id(),
        "file_id": file.get("id"),
        "number": max(numbers, default=0) + 1,
        "notes": call.sent.get("notes"),
        "size": size_of(upload.key),
        "url": link,
        "created_at": stamp(desk.clock()),
        "created_by": desk.signed_in(call.caller),
        "prostore_file": {"id": desk.store.new_id(), "name": name, "url": link, "filename": upload.name},
    }


def with_version(file: Record, version: Record) -> Record:
    """The members of a file that change with a new version, which comes first."""
    versions: list[Json] = [version, *records_in(file.get("file_versions"))]
    return {"file_versions": versions, "size": version["size"], "updated_at": version["created_at"]}


class FileVersions(Resource):
    """Versions live inside their file."""

    def answer_for(self, action: Action) -> Answer:
        answers: dict[str, Callable[[Call], Response]] = {"show": self._show, "create": self._create}
        return answers[action.verb]

    def _show(self, call: Call) -> Response:
        number = call.number("id")
        for file in self._files(call):
            for version in records_in(file.data.get("file_versions")):
                if version.get("id") == number:
                    return self.presenting.value(self.desk.rendering.record(version, text_ids=False), call)
        raise invisible()

    def _create(self, call: Call) -> Response:
        file = next((row for row in self._files(call) if row.id == call.number("file_id")), None)
        if file is None:
            raise invisible()
        version = version_of(call.sent.get("upload_uuid"), file.data, call, self.desk)
        named: Record = {"name": call.sent["name"]} if call.sent.get("name") else {}
        file.change(with_version(file.data, version) | named)
        Tree(self.desk, call).settle(FILES, file)
        return self.presenting.value(self.desk.rendering.record(version, text_ids=False), call)

    def _files(self, call: Call) -> list[Stored]:
        owned = self.desk.store.owned(FILES, "_project_id", call.project.id if call.project else 0)
        return [row for row in owned if call.sees(row)]


class DocumentRevisions(Resource):
    """The versions of a document in the words of the newer documents."""

    def answer_for(self, action: Action) -> Answer:
        del action
        return self._revisions

    def _revisions(self, call: Call) -> Response:
        file = self.owner(call)
        if not call.sees(file):
            raise invisible()
        versions = records_in(self.desk.rendering.record(file.data, text_ids=False).get("file_versions"))
        return self.presenting.values([_revision(file.data, version) for version in versions], call)


def _revision(file: Record, version: Record) -> Record:
    stored = version.get("prostore_file")
    return {
        "id": str(version["id"]),
        "prostore_id": str(stored["id"]) if isinstance(stored, dict) else None,
        "url": version["url"],
        "file_id": str(file["id"]),
        "file_name": file["name"],
        "file_size": version["size"],
        "file_version": version["number"],
        "file_type": file["file_type"],
        "created_by": version["created_by"],
        "created_at": version["created_at"],
    }
