"""Hand a file to the client itself, past the model."""

from __future__ import annotations

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.engine.workflows.stored_file import stored_file


async def file_bytes(run: Run, arguments: Arguments) -> Answer:
    """Raises what `stored_file` raises."""
    file = await stored_file(run, arguments)
    return Answer(file.facts(), links=(file.link(),), download=file.download)
