"""How cloud storage says no: in XML."""

from __future__ import annotations

from xml.sax.saxutils import escape

from starlette.responses import Response


def refused(status: int, code: str, message: str) -> Response:
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{escape(message)}</Message></Error>'
    )
    return Response(content, status, media_type="application/xml")
