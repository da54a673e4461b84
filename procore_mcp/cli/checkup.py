"""What the doctor looks at, in the order in which one thing stands on another."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal, cast

from procore_mcp.api.messages import Json
from procore_mcp.cli.rate_budget import in_words
from procore_mcp.config.settings import Settings
from procore_mcp.errors import ProcoreMcpError
from procore_mcp.wiring import Wired, wired

_Says = Callable[[Mapping[str, Json]], str]
_READERS = {"pypdfium2": "PDF", "PIL": "pictures", "openpyxl": "workbooks", "docx": "documents"}


@dataclass(frozen=True, slots=True)
class Finding:
    """`note` is worth knowing and stops nothing."""

    state: Literal["ok", "note", "fail"]
    what: str
    says: str
    fix: str = ""


async def examine(settings: Settings) -> AsyncIterator[Finding]:
    """Stops at the first thing that makes the following ones pointless. Raises BadSetting and BadToolFile."""
    yield _environment(settings)
    yield _readers()
    async with wired(settings) as parts:
        yield _tools(parts)
        async for finding in _procore(parts):
            yield finding
            if finding.state == "fail":
                return
        left = await parts.pacer.left()
        yield Finding("ok" if left.is_shared else "note", "rate budget", in_words(left))


def _environment(settings: Settings) -> Finding:
    place = settings.procore
    says = f"{settings.environment}: {place.api_url}, sign-in at {place.login_url}"
    if settings.access_token is not None:
        return Finding("note", "settings", f"{says}, with a ready token that is never renewed")
    if settings.client_id is None or settings.client_secret is None:
        return Finding(
            "fail", "settings", says, "Set PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET to your app's credentials."
        )
    return Finding("ok", "settings", f"{says}, redirect {settings.redirect_uri}")


def _readers() -> Finding:
    missing = [kind for module, kind in _READERS.items() if find_spec(module) is None]
    if missing:
        return Finding("note", "files", f"{', '.join(missing)} cannot be read", "pip install 'procore-mcp[files]'")
    return Finding("ok", "files", "PDF, pictures, workbooks and documents can be read")


def _tools(parts: Wired) -> Finding:
    listed, known = len(parts.surface), len(parts.engine.catalog.tools)
    return Finding("ok", "tools", f"{listed} listed of {known}, up to {parts.session.allow}")


async def _procore(parts: Wired) -> AsyncIterator[Finding]:
    yield await _asked(parts, "sign-in", "show_my_profile", {}, _person)
    yield await _asked(parts, "companies", "list_companies", {}, _companies)
    if parts.session.company_id is None:
        yield Finding("note", "company", "none set: every call must name one", "Set PROCORE_COMPANY_ID to choose one.")
        return
    yield await _asked(parts, "company", "list_projects", {"page_size": 1}, _projects)
    if parts.session.project_id is not None:
        yield await _asked(parts, "project", "show_project", {}, _project)


async def _asked(parts: Wired, what: str, tool: str, arguments: dict[str, object], says: _Says) -> Finding:
    try:
        answer = await parts.engine.call(tool, arguments, parts.session)
    except ProcoreMcpError as error:
        return Finding("fail", what, error.message, error.hint or "")
    return Finding("ok", what, says(answer.data))


def _record(data: Mapping[str, Json]) -> dict[str, Any]:
    return cast("dict[str, Any]", data["record"])


def _person(data: Mapping[str, Json]) -> str:
    return f"{_record(data).get('name')} <{_record(data).get('login')}>"


def _companies(data: Mapping[str, Json]) -> str:
    companies = cast("list[dict[str, Any]]", data["items"])
    return ", ".join(f"{company['name']} ({company['id']})" for company in companies) or "none is visible to you"


def _projects(data: Mapping[str, Json]) -> str:
    return f"{data['company_id']}, {data.get('total', 'its')} project(s) visible to you"


def _project(data: Mapping[str, Json]) -> str:
    return f"{_record(data).get('name')} ({data['project_id']})"
