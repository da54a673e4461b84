"""The storage origin: gives and takes files for whoever holds a good link, and nothing for one who shows a token."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.links import Links
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.storage.blob import Blob
from procore_mcp.simulator.storage.receiving import Receiving
from procore_mcp.simulator.storage.refusing import refused
from procore_mcp.simulator.storage.uploads import Uploads

_ROOT = "/files/"


class StorageHost:
    """Answers as cloud storage does, in XML when it refuses."""

    def __init__(self, blobs: Mapping[str, Blob], links: Links, uploads: Uploads, settings: Settings) -> None:
        self._blobs = blobs
        self._links = links
        self._receiving = Receiving(uploads, settings)

    async def answer(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return refused(
                400, "InvalidArgument", "Only one way of authenticating is allowed: the signature in the link."
            )
        if request.method in {"POST", "PUT"}:
            return await self._receiving.take(request)
        if request.method != "GET":
            return refused(403, "SignatureDoesNotMatch", "The link is signed for GET.")
        key = request.scope["path"].removeprefix(_ROOT)
        query = request.query_params
        if not self._links.is_good(key, query.get("X-Expires", ""), query.get("X-Signature", "")):
            return refused(403, "AccessDenied", "The link is not signed, or its time is over.")
        blob = self._blobs.get(key)
        if blob is None:
            return refused(404, "NoSuchKey", "There is no such file.")
        return _sent(blob)


def _sent(blob: Blob) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(blob.name)}"
    return Response(blob.data, 200, {"Content-Disposition": disposition}, blob.content_type)
