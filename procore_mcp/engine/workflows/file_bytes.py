"""Hand a file to the client itself, past the model."""

from __future__ import annotations

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.engine.workflows.stored_file import TOO_LARGE, stored_file


async def file_bytes(run: Run, arguments: Arguments) -> Answer:
    """Raises what `stored_file` raises."""
    file = await stored_file(run, arguments)
    links = file.links()
    return Answer(
        file.facts() if links else {**file.facts(), "content": TOO_LARGE}, links=links, download=file.download
    )
