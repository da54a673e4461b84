"""The storage origin: gives a file to whoever holds a good link, and nothing to one who shows a token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import Response

from procore_mcp.simulator.links import Links

_ROOT = "/files/"


class Blob(Protocol):
    """A file's content."""

    @property
    def name(self) -> str: ...
    @property
    def content_type(self) -> str: ...
    @property
    def data(self) -> bytes: ...


class StorageHost:
    """Answers as cloud storage does, in XML when it refuses."""

    def __init__(self, blobs: Mapping[str, Blob], links: Links) -> None:
        self._blobs = blobs
        self._links = links

    async def answer(self, request: Request) -> Response:
        if "authorization" in request.headers:
            return _refused(
                400, "InvalidArgument", "Only one way of authenticating is allowed: the signature in the link."
            )
        key = unquote(request.url.path.removeprefix(_ROOT))
        query = request.query_params
        if not self._links.is_good(key, query.get("X-Expires", ""), query.get("X-Signature", "")):
            return _refused(403, "AccessDenied", "The link is not signed, or its time is over.")
        blob = self._blobs.get(key)
        if blob is None:
            return _refused(404, "NoSuchKey", "There is no such file.")
        return _sent(blob)


def _sent(blob: Blob) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(blob.name)}"
    return Response(blob.data, 200, {"Content-Disposition": disposition}, blob.content_type)


def _refused(status: int, code: str, message: str) -> Response:
    content = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{message}</Message></Error>'
    return Response(content, status, media_type="application/xml")
