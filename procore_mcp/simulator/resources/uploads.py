"""Announcing a file, whole or in segments, and saying that all segments have come."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, number_of, records_in, text_of
from procore_mcp.simulator.refusals import Problem, Refusal, invalid, invisible
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.storage.uploads import Segment, Upload, base64_md5

_SHA256, _MD5 = re.compile(r"[0-9a-f]{64}", re.IGNORECASE), re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_SMALLEST, _LARGEST = 5 * 1024 * 1024, 5 * 1024**3  # bytes; the last segment may be smaller


class UploadsResource(Resource):
    """What is announced here goes to the storage origin without a token."""

    def answer_for(self, action: Action) -> Answer:
        return {"create": self._begin, "show": self._show, "update": self._finish}[action.verb]

    def _begin(self, call: Call) -> Response:
        announced = records_in(call.sent.get("segments"))
        segments = [Segment(number_of(item, "size"), text_of(item, "sha256"), _md5(item)) for item in announced]
        if any(not _is_digest(segment) for segment in segments):
            raise invalid(call.action.invalid, [Problem("segments", "must have digests in hexadecimal digits")])
        if any(not _SMALLEST <= segment.size <= _LARGEST for segment in segments[:-1]):
            raise invalid(call.action.invalid, [Problem("segments", "must be 5 MB to 5 GB each, except the last one")])
        kind = text_of(call.sent, "response_content_type") or "application/octet-stream"
        name = text_of(call.sent, "response_filename")
        upload = self.desk.uploads.begin(call.caller.person_id, name, kind, segments)
        upload.size = number_of(call.sent, "size") or None
        return self.presenting.value(self._shown(upload), call)

    def _show(self, call: Call) -> Response:
        return self.presenting.value(self._shown(self._own(call)), call)

    def _finish(self, call: Call) -> Response:
        upload = self._own(call)
        if self.desk.uploads.is_expired(upload):
            raise Refusal(410, "The upload has expired.")
        etags = [text_of(item, "etag").strip('"') for item in records_in(call.sent.get("segments"))]
        if not upload.segments or etags != [segment.etag for segment in upload.segments if segment.data is not None]:
            raise invalid(422, [Problem("segments", "must have the ETag of every segment, in the order announced")])
        if len(etags) != len(upload.segments):
            raise invalid(422, [Problem("segments", "have not all arrived")])
        self.desk.uploads.join(upload)
        return self.presenting.value(self._shown(upload), call)

    def _own(self, call: Call) -> Upload:
        """Raises Refusal 404 for uploads of others."""
        found = self.desk.uploads.of(call.path["uuid"], call.caller.person_id)
        if found is None:
            raise invisible()
        return found

    def _shown(self, upload: Upload) -> Record:
        url = f"{self.desk.origins.storage}/uploads/{upload.uuid}"
        if not upload.segments:
            return {"uuid": upload.uuid, "url": url, "fields": self._fields(upload)}
        signature = self.desk.uploads.signature(upload)
        segments: list[Json] = [
            _segment(segment, f"{url}/{place}?X-Amz-Signature={signature}")
            for place, segment in enumerate(upload.segments)
        ]
        return {"uuid": upload.uuid, "segments": segments, "status": "complete" if upload.complete else "ready"}

    def _fields(self, upload: Upload) -> Record:
        moment = datetime.fromtimestamp(upload.begun, UTC)
        return {
            "key": upload.key,
            "Content-Type": upload.content_type,
            "Content-Disposition": f'inline; filename="{upload.name}"',
            "policy": "c2ltdWxhdGVk",
            "x-amz-credential": f"SIMULATED/{moment:%Y%m%d}/us-east-1/s3/aws4_request",
            "x-amz-algorithm": "AWS4-HMAC-SHA256",
            "x-amz-date": f"{moment:%Y%m%dT%H%M%SZ}",
            "x-amz-signature": self.desk.uploads.signature(upload),
        }


def _is_digest(segment: Segment) -> bool:
    return bool(_SHA256.fullmatch(segment.sha256) and (segment.md5 is None or _MD5.fullmatch(segment.md5)))


def _md5(item: Record) -> str | None:
    return text_of(item, "md5") or None


def _segment(segment: Segment, url: str) -> Json:
    headers: Record = {"x-amz-content-sha256": segment.sha256, "content-length": str(segment.size)}
    if segment.md5:
        headers["content-md5"] = base64_md5(segment.md5)
    return {"md5": segment.md5, "sha256": segment.sha256, "size": segment.size, "url": url, "headers": headers}
