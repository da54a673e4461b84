"""Who may run what."""

from __future__ import annotations

from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.session import Session
from procore_mcp.errors import NotAllowed

_DOES = {
    Safety.READ: "reads",
    Safety.WRITE: "changes records",
    Safety.COMMIT: "notifies people, moves a workflow or touches money",
    Safety.DELETE: "takes a record away",
}


def permit(tool: Tool, session: Session) -> None:
    """Raises NotAllowed when the tool does more than this session may; also for executors and inside workflows."""
    if tool.safety > session.allow:
        raise NotAllowed(
            f"{tool.name} {_DOES[tool.safety]} ({tool.safety}), and this server only allows {session.allow}.",
            hint="Nothing was sent. Whoever runs the server can raise PROCORE_ALLOW (or drop --read-only); "
            "until then do this step in Procore itself.",
        )
