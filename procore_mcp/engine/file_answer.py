"""The answer of an action whose result is a file: its text by page, its picture, or what it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import anyio.to_thread

from procore_mcp.api.disposition import file_name
from procore_mcp.api.messages import Download, Json, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.content.kind import kind_of
from procore_mcp.engine.content.read import Reading, read
from procore_mcp.engine.decode import decode
from procore_mcp.engine.encode import encode
from procore_mcp.engine.session import Session
from procore_mcp.engine.workflows.stored_file import MAX_FILE_BYTES

_NOT_READABLE = "This kind of file cannot be read as text or a picture. Open it in Procore."
_NOT_READY = "Procore is still making the file. Call the same tool again in a minute."


async def file_answer(action: Action, arguments: Mapping[str, Json], session: Session) -> Answer:
    """Raises what `decode`, the sender and the download raise, BadArguments for pages that the file does not have,
    MissingExtra."""
    facts = {name: arguments[name] for name in ("company_id", "project_id") if name in arguments}
    file = await _fetched(action, arguments, session)
    if file is None:
        return Answer({**facts, "done": False, "next_step": _NOT_READY})
    name = file.file_name or "file"
    facts["file"] = {"name": name, "content_type": file.content_type, "size_bytes": len(file.content)}
    reading = await _read(action, file, name, cast("str | None", arguments.get("pages")), session)
    if reading is None:
        return Answer({**facts, "content": _NOT_READABLE})
    return Answer({**facts, **reading.data}, images=reading.images)


async def _fetched(action: Action, arguments: Mapping[str, Json], session: Session) -> Download | None:
    """None while Procore is still making it. Procore sends the bytes themselves, or the address of their storage."""
    request = encode(action, arguments)
    response = await session.sender.send(request)
    link = _redirect(response)
    if link is not None:
        return await session.sender.download(link, max_bytes=MAX_FILE_BYTES, company_id=request.company_id)
    decode(action, response)
    if response.status == 202 or not response.content:
        return None
    content_type = response.headers.get("content-type", "").partition(";")[0].strip()
    return Download(response.content, content_type or None, file_name(response.headers))


def _redirect(response: Response) -> str | None:
    return response.headers.get("location") if 300 <= response.status < 400 else None


async def _read(action: Action, file: Download, name: str, pages: str | None, session: Session) -> Reading | None:
    kind = kind_of(file.content, name=name, content_type=file.content_type)
    return await anyio.to_thread.run_sync(
        lambda: read(kind, file.content, pages=pages, tool=action.name, tokens=session.result_tokens)
    )
