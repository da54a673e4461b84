"""Photos and their albums."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.responses import Response

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, number_of
from procore_mcp.simulator.pointers import link_to, size_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid
from procore_mcp.simulator.resources.brought import brought
from procore_mcp.simulator.resources.placed import Placed
from procore_mcp.simulator.resources.places import lies_in
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.store import Stored

_ALBUM = "image_category_id"


class Images(Placed):
    """Lists, shows, adds, describes, hides and removes photos."""

    def answer_for(self, action: Action) -> Answer:
        return self._delete if action.verb == "delete" else super().answer_for(action)

    def keeps(self, name: str, row: Stored, call: Call) -> bool:
        below = call.query.flag("filters[include_sublocations]")
        if name == "filters[location_id]":
            return lies_in(row.data.get("location"), call.query.values[name], self.desk.store, below=below)
        return True

    def started(self, call: Call) -> Record:
        now = stamp(self.desk.clock())
        own: Record = {"uploader": self.desk.signed_in(call.caller), "projection": "regular", "_log_date": now[:10]}
        return (
            super().started(call)
            | own
            | {"filename": call.sent.beside.get("image_name"), "_age": "9999", **self._file(call)}
        )

    def _file(self, call: Call) -> Record:
        """Where the picture comes from: an upload or another photo. Raises Refusal without either."""
        uuid, source = call.sent.beside.get("upload_uuid"), call.sent.beside.get("source_image_id")
        if source is not None:
            found = self.desk.store.find(self.collection, number_of({"id": source}, "id"))
            if found is None or not self.holds(found, call):
                raise invalid(call.action.invalid, [Problem("source_image_id", "does not exist in this project")])
            same = ("url", "thumbnail_url", "size", "width", "height", "filename")
            return {name: found.data[name] for name in same}
        upload = brought(uuid, call, self.desk)
        return {"url": link_to(upload.key), "thumbnail_url": link_to(upload.key), "size": size_of(upload.key)}

    def apply(self, record: Record, call: Call) -> None:
        super().apply(record, call)
        if "log_date" in call.sent:
            record["_log_date"] = call.sent["log_date"]
        if _ALBUM in call.sent:
            record |= self._in_album(number_of(call.sent, _ALBUM), call)

    def _in_album(self, number: int, call: Call) -> Record:
        album = self.desk.store.find("image_categories", number)
        if album is None or not self.holds(album, call):
            raise invalid(call.action.invalid, [Problem(_ALBUM, "does not exist in this project")])
        return {"image_category_name": album.data["name"], "image_category_private": album.data["private"]}

    def created(self, stored: Stored, call: Call) -> None:
        path = (
            f"/rest/v1.0/images/{stored.id}?{_ALBUM}={stored.data.get(_ALBUM)}&project_id={call.number('project_id')}"
        )
        stored.change({"links": dict.fromkeys(("self", "update", "delete", "permanentlyDelete", "retrieve"), path)})
        self._recount(stored)

    def changed(self, stored: Stored, after: Record, call: Call) -> None:
        del call
        if stored.data.get(_ALBUM) != after.get(_ALBUM):
            self._recount(stored, -1)
            self._recount(Stored(after))

    def _delete(self, call: Call) -> Response:
        """Out of sight, or out of the world when that is asked for."""
        stored = self.found(call)
        self._recount(stored, -1)
        if call.query.flag("permanent"):
            self.desk.store.remove(self.collection, stored)
        else:
            stored.change({"_recycled": True, "_deleted_at": stamp(self.desk.clock())})
        return Response(status_code=call.action.status)

    def _recount(self, photo: Stored, step: int = 1) -> None:
        album = self.desk.store.find("image_categories", number_of(photo.data, _ALBUM))
        if album is not None:
            album.change({"count": number_of(album.data, "count") + step})


class ImageCategories(Resource):
    """Albums; one that still holds photos stays."""

    def answer_for(self, action: Action) -> Answer:
        return self._ids if action.verb == "list_ids" else super().answer_for(action)

    def started(self, call: Call) -> Record:
        return super().started(call) | {"count": 0, "private": False, "position": len(list(self.rows(call))) + 1}

    def apply(self, record: Record, call: Call) -> None:
        cover = call.sent.pop("album_cover_id", None)
        super().apply(record, call)
        if cover is not None:
            photo = self.desk.store.find("images", number_of({"id": cover}, "id"))
            if photo is None or not self.holds(photo, call):
                raise invalid(call.action.invalid, [Problem("album_cover_id", "does not exist in this project")])
            record |= {"album_cover_id": photo.id, "cover_photo": photo.data["thumbnail_url"]}

    def delete(self, call: Call) -> Response:
        if number_of(self.found(call).data, "count"):
            raise Refusal(400, "The album still holds photos.", listed=True)
        return super().delete(call)

    def _ids(self, call: Call) -> Response:
        parameters = filtering(call.action, call.query)
        rows: Iterable[Stored] = self.rows(call)
        kept: list[Json] = [row.id for row in rows if row.data["count"] and is_kept(row.data, parameters, call.query)]
        return self.presenting.values(kept, call)
