"""Values as people read them in questions and previews."""

from __future__ import annotations

from procore_mcp.api.messages import Json
from procore_mcp.engine.one_line import one_line


def spoken(value: Json) -> str:
    """Of a single value; what holds others is laid out by whoever shows it."""
    match value:
        case None | {} | []:
            return "(empty)"
        case True:
            return "yes"
        case False:
            return "no"
        case _:
            return one_line(str(value))
