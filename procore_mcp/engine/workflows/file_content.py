"""Read a file of the Documents tool: text by page, pictures as pictures, the rest as what it is."""

from __future__ import annotations

from typing import cast

import anyio.to_thread

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.content.kind import kind_of
from procore_mcp.engine.content.read import Reading, read
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.engine.workflows.stored_file import TOO_LARGE, StoredFile, stored_file

_NOT_READABLE = "This kind of file cannot be read as text or a picture."
_SAVE_IT = "Clients that open resource links can save it."


async def file_content(run: Run, arguments: Arguments) -> Answer:
    """Raises what `stored_file` raises, BadArguments for pages that the file does not have, MissingExtra."""
    file = await stored_file(run, arguments)
    reading = await _read(run, file, cast("str | None", arguments.get("pages")))
    if reading is None:
        links = file.links()
        return Answer({**file.facts(), "content": f"{_NOT_READABLE} {_SAVE_IT if links else TOO_LARGE}"}, links=links)
    return Answer({**file.facts(), **reading.data}, images=reading.images)


async def _read(run: Run, file: StoredFile, pages: str | None) -> Reading | None:
    content = file.download.content
    kind = kind_of(content, name=file.name, content_type=file.download.content_type)
    return await anyio.to_thread.run_sync(
        lambda: read(kind, content, pages=pages, tool=run.workflow.name, tokens=run.session.result_tokens)
    )
