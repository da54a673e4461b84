"""How large a file a record takes."""

from __future__ import annotations

from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.storage.uploads import Upload


def fitting(upload: Upload, field: str, call: Call, desk: Desk) -> Upload:
    """The same upload. Raises Refusal where the settings let no file be as large."""
    most = desk.settings.most_attachment_bytes
    if 0 < most < desk.uploads.size(upload):
        raise invalid(call.action.invalid, [Problem(field, f"has {upload.name}, which is larger than {most} bytes")])
    return upload
