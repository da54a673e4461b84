"""What a commit or a delete would do, said before it is done."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.api.messages import FilePart, FormBody, Json, JsonBody, Request
from procore_mcp.catalog.tool import Action, Workflow
from procore_mcp.engine.consent import Preview
from procore_mcp.engine.encode import encode
from procore_mcp.engine.one_line import one_line
from procore_mcp.engine.spoken import spoken

_HIDDEN = "***"
_QUIET = frozenset({"company_id", "project_id"})


def preview_of(tool: Action | Workflow, arguments: Mapping[str, Json]) -> Preview:
    """The exact request of an action, but for its secrets; the actions that a workflow may run."""
    told = {name: _HIDDEN if _is_secret(tool, name) else value for name, value in arguments.items()}
    named = "; ".join(f"{name} {_short(_said(told[name]))}" for name in told if not _is_quiet(tool, name, told[name]))
    where = f" in project {told['project_id']}" if "project_id" in told else ""
    summary = f"{tool.title}{where}: {(named or 'no further facts').removesuffix('.')}."
    shown = _shown(encode(tool, told)) if isinstance(tool, Action) else _steps(tool)
    return Preview(tool.name, tool.title, summary, shown)


def _is_secret(tool: Action | Workflow, name: str) -> bool:
    return name in tool.params and tool.params[name].secret


def _steps(workflow: Workflow) -> dict[str, Json]:
    return {"runs": list(workflow.uses)}


def _is_quiet(tool: Action | Workflow, name: str, value: Json) -> bool:
    """Where the work is, which the sentence says already, and what nobody chose."""
    param = tool.params.get(name)
    chosen_by_nobody = param is not None and param.fill == "default" and value == param.json_schema["default"]
    return name in _QUIET or chosen_by_nobody


def _said(value: Json) -> str:
    if isinstance(value, dict):
        return f"({', '.join(f'{one_line(name)} {_said(part)}' for name, part in value.items())})"
    if isinstance(value, list) and value:
        return ", ".join(map(_said, value))
    return spoken(value)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"


def _shown(request: Request) -> dict[str, Json]:
    shown: dict[str, Json] = {"method": request.method, "path": request.path}
    if request.query:
        shown["query"] = [f"{name}={value}" for name, value in request.query]
    if isinstance(request.body, JsonBody):
        shown["body"] = request.body.value
    elif isinstance(request.body, FormBody):
        shown["form"] = [f"{name}={_part(value)}" for name, value in request.body.fields]
    return shown


def _part(value: str | FilePart) -> str:
    return value if isinstance(value, str) else f"<{value.file_name}, {len(value.content):,} bytes>"
