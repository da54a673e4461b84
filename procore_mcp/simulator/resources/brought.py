"""Where the content of a new file comes from: an upload that is finished, or the form itself."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.upload_size import fitting
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.storage.uploads import Upload


def brought(upload_uuid: Json, call: Call, desk: Desk) -> Upload:
    """Raises Refusal for an upload that is not there, not finished, another's, or too large, where the form has no
    file.
    """
    if upload_uuid is None and call.sent.files:
        part = call.sent.files[0]
        upload = desk.uploads.begin(call.caller.person_id, part.name, part.content_type, ())
        desk.uploads.store(upload, part.data)
        return fitting(upload, "attachments", call, desk)
    uuid = upload_uuid if isinstance(upload_uuid, str) else ""
    finished = desk.uploads.finished(uuid, call.caller.person_id)
    if finished is None:
        raise invalid(call.action.invalid, [Problem("upload_uuid", "is no finished upload of yours")])
    return fitting(finished, "upload_uuid", call, desk)
