"""Finished uploads become attachments of a record."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, is_list
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.upload_size import fitting
from procore_mcp.simulator.rest.call import Call

UPLOADS = "upload_ids"


def attached(before: Json, ids: Json, call: Call, desk: Desk) -> list[Json]:
    """The attachments there were and one for each upload, as most records show them.

    Raises Refusal for an upload that is not there, not finished, another person's, or too large.
    """
    found: list[Json] = [*before] if is_list(before) else []
    for uuid in ids if is_list(ids) else []:
        upload = desk.uploads.finished(str(uuid), call.caller.person_id)
        if upload is None:
            raise invalid(call.action.invalid, [Problem(UPLOADS, f"{uuid} is no finished upload of yours")])
        link = link_to(fitting(upload, UPLOADS, call, desk).key)
        found.append({"id": desk.store.new_id(), "name": upload.name, "filename": upload.name, "url": link})
    return found
