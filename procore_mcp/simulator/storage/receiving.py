"""Takes what was announced: a whole file as a form, or segments one by one."""

from __future__ import annotations

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.digits import whole_number
from procore_mcp.simulator.multipart import BadForm, form_parts
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.storage.refusing import refused
from procore_mcp.simulator.storage.uploads import Upload, Uploads

ROOT = "/uploads/"
_SIGNATURE = "x-amz-signature"


class Receiving:
    """Checks signatures, sizes and digests as cloud storage does."""

    def __init__(self, uploads: Uploads, settings: Settings) -> None:
        self._uploads = uploads
        self._settings = settings

    async def take(self, request: Request) -> Response:
        uuid, _, place = request.scope["path"].removeprefix(ROOT).partition("/")
        if request.method == "POST":
            try:
                return await self._form(request, uuid)
            except BadForm as bad:
                return refused(400, "MalformedPOSTRequest", f"The form cannot be read: {bad}")
        upload = self._uploads.awaited(uuid, request.query_params.get("X-Amz-Signature", ""))
        number = whole_number(place)
        if upload is None or number is None or number >= len(upload.segments):
            return _denied()
        return _segment(upload, number, request, await request.body())

    async def _form(self, request: Request, uuid: str) -> Response:
        """All the given fields as they are, and the file after them."""
        async with form_parts(request) as items:
            upload = self._uploads.awaited(uuid, str(dict(items).get(_SIGNATURE, "")))
            if upload is None or upload.segments:
                return _denied()
            name, file = items[-1]
            if name != "file" or not isinstance(file, UploadFile):
                return refused(400, "InvalidArgument", "The file has to be the last field, under the name file.")
            data = await file.read()
        if upload.size is not None and upload.size != len(data):
            return refused(400, "EntityTooLarge", "The size is not the one that was announced.")
        self._uploads.store(upload, data)
        return Response(status_code=self._settings.stored_status)


def _segment(upload: Upload, place: int, request: Request, data: bytes) -> Response:
    segment = upload.segments[place]
    if request.headers.get("x-amz-content-sha256") != segment.sha256 or not segment.fits(data):
        return refused(400, "XAmzContentSHA256Mismatch", "The content is not what was announced.")
    segment.data = data
    return Response(status_code=200, headers={"ETag": f'"{segment.etag}"'})


def _denied() -> Response:
    return refused(403, "AccessDenied", "The upload is unknown, not signed, or was not started within an hour.")
