"""Actions for tests, written as their entries in a tool file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, cast

from procore_mcp.api.messages import Response
from procore_mcp.catalog.build import build_action
from procore_mcp.catalog.model import ActionEntry, Param, View
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.session import Session

SESSION = Session("ada", cast("Any", None), company_id=7, project_id=42)
NOWHERE = Session("ada", cast("Any", None))
COMPANY = {
    "in": "header",
    "wire": "Procore-Company-Id",
    "fill": "company",
    "schema": {"type": "integer", "description": "Company."},
}
PROJECT = {"in": "path", "fill": "project", "schema": {"type": "integer", "description": "Project."}}


def action(
    http: str = "GET /rest/v1.0/projects/{project_id}/rfis",
    params: Mapping[str, Any] | None = None,
    *,
    view: list[str] | None = None,
    **entry: Any,
) -> Action:
    """`project_id` is added where the path names it; `safety` is read for a GET and write for the others."""
    own = dict(params or {})
    known = {"company_id": COMPANY, **({"project_id": PROJECT} if "{project_id}" in http else {})}
    written: dict[str, Any] = {
        "title": "Do It",
        "description": "An action that only this test knows.",
        "safety": "read" if http.startswith("GET") else "write",
        "http": http,
        "source": "a test",
        "params": {**known, **own},
        **entry,
    }
    model = ActionEntry.model_validate(written)
    return build_action(
        "do_it",
        model,
        cast("dict[str, Param]", model.params),
        toolset="tests",
        tier="curated",
        view=View(fields=view) if view else None,
    )


def query(schema: Mapping[str, Any] | str, **more: Any) -> dict[str, Any]:
    return {"in": "query", "schema": _schema(schema), **more}


def body(schema: Mapping[str, Any] | str, **more: Any) -> dict[str, Any]:
    return {"in": "body", "schema": _schema(schema), **more}


def answer(value: object = None, status: int = 200, **headers: str) -> Response:
    """A JSON answer; bytes go as they are."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return Response(status, {name.replace("_", "-"): text for name, text in headers.items()}, content)


def _schema(schema: Mapping[str, Any] | str) -> dict[str, Any]:
    return {"type": schema} if isinstance(schema, str) else dict(schema)
