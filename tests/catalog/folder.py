"""A small folder of tool files that adds up, and ways to spoil it."""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog

COMMON: dict[str, Any] = {
    "params": {
        "company_id": {"in": "header", "fill": "company", "schema": {"type": "integer", "description": "Company id."}},
        "project_id": {"in": "path", "fill": "project", "schema": {"type": "integer", "description": "Project id."}},
    }
}
SURFACE: dict[str, Any] = {
    "default": ["list_rfis", "create_rfi"],
    "groups": {"daily": ["rfis"]},
    "aliases": {"get_rfi": "show_rfi"},
}
RFIS: dict[str, Any] = {
    "toolset": "rfis",
    "title": "RFIs",
    "description": "Questions to the design team.",
    "views": {"row": {"fields": ["id", "subject", "manager=rfi_manager(id,name)", "questions.0.body"]}},
    "actions": {
        "list_rfis": {
            "title": "List RFIs",
            "description": "List the RFIs of one project.",
            "safety": "read",
            "http": "GET /rest/v1.0/projects/{project_id}/rfis",
            "params": {
                "company_id": "_common",
                "project_id": "_common",
                "status": {
                    "in": "query",
                    "wire": "filters[status]",
                    "list": "brackets",
                    "schema": {"type": "array", "items": {"enum": ["open", "closed"]}, "description": "States."},
                },
                "created_since": {
                    "in": "query",
                    "wire": "filters[created_at]",
                    "range": "since",
                    "schema": {"type": "string", "format": "date", "description": "From this day."},
                },
                "created_until": {
                    "in": "query",
                    "wire": "filters[created_at]",
                    "range": "until",
                    "schema": {"type": "string", "format": "date", "description": "To this day."},
                },
                "overdue": {
                    "in": "query",
                    "omit_false": True,
                    "schema": {"type": "boolean", "description": "Only late ones."},
                },
            },
            "paging": "page_number",
            "result": {"view": "row"},
            "source": "RFIs / List RFIs",
        },
        "show_rfi": {
            "title": "Show RFI",
            "description": "Show one RFI with its answers.",
            "safety": "read",
            "http": "GET /rest/v1.0/projects/{project_id}/rfis/{id}",
            "params": {
                "company_id": "_common",
                "project_id": "_common",
                "rfi_id": {"in": "path", "wire": "id", "schema": {"type": "integer"}},
            },
            "source": "RFIs / Show RFI",
        },
        "create_rfi": {
            "title": "Create RFI",
            "description": "Ask a question and tell its assignees.",
            "safety": "commit",
            "http": "POST /rest/v1.0/projects/{project_id}/rfis",
            "params": {
                "company_id": "_common",
                "project_id": "_common",
                "subject": {"in": "body", "required": True, "schema": {"type": "string", "description": "One line."}},
                "question": {
                    "in": "body",
                    "schema": {
                        "type": "object",
                        "description": "The question.",
                        "properties": {"body": {"type": "string"}, "private": {"type": "boolean"}},
                        "required": ["body"],
                    },
                },
                "notify": {
                    "in": "body",
                    "beside": True,
                    "fill": "default",
                    "schema": {"type": "boolean", "default": True, "description": "Send mail."},
                },
            },
            "body": {"wrap": "rfi"},
            "look_with": "list_rfis",
            "source": "RFIs / Create RFI",
        },
        "delete_rfi": {
            "title": "Delete RFI",
            "description": "Delete one RFI for good.",
            "safety": "delete",
            "http": "DELETE /rest/v1.0/projects/{project_id}/rfis/{rfi_id}",
            "params": {
                "company_id": "_common",
                "project_id": "_common",
                "rfi_id": {"in": "path", "schema": {"type": "integer"}},
            },
            "result": {"empty": True},
            "source": "RFIs / Delete RFI",
        },
    },
    "workflows": {
        "move_rfi": {
            "title": "Move RFI",
            "description": "Create an RFI again and delete the first.",
            "params": {"project_id": "_common"},
            "uses": ["show_rfi", "create_rfi", "delete_rfi"],
            "runs": "move_rfi",
        }
    },
}
DISCOVERY: dict[str, Any] = {
    "toolset": "discovery",
    "title": "Finding tools",
    "description": "Find and run what is not listed.",
    "workflows": {
        f"run_{effect}": {
            "title": f"Run a tool that can {effect}",
            "description": f"Run any tool whose effect is {effect}.",
            "params": {
                "arguments": {
                    "in": "input",
                    "schema": {"type": "object", "additionalProperties": True, "description": "Its arguments."},
                }
            },
            "uses": [],
            "runs": "run_tool",
            "runs_effect": effect,
        }
        for effect in ("read", "create", "update", "delete")
    },
}
FILES: dict[str, dict[str, Any]] = {
    "_common.json": COMMON,
    "_surface.json": SURFACE,
    "rfis.json": RFIS,
    "discovery.json": DISCOVERY,
}


def written(folder: Path, changes: Mapping[str, Any] | None = None) -> Path:
    """The files with `changes`: `rfis.json/actions/list_rfis/safety` to a new value, or away with None.

    A new value may start from another place: `{"copy_of": "rfis.json/actions/show_rfi", "safety": "write"}`.
    """
    files: dict[str, Any] = copy.deepcopy(FILES)
    for place, value in (changes or {}).items():
        outer, _, last = place.rpartition("/")
        inner = _at(files, outer)
        if value is None:
            del inner[last]
        elif isinstance(value, dict) and "copy_of" in value:
            inner[last] = {**_at(FILES, value["copy_of"]), **value}
            del inner[last]["copy_of"]
        else:
            inner[last] = value
    for name, content in files.items():
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


def loaded(folder: Path, changes: Mapping[str, Any] | None = None) -> Catalog:
    return load_catalog(written(folder, changes))


def _at(files: dict[str, Any], place: str) -> dict[str, Any]:
    inner = files
    for part in place.split("/"):
        inner = inner.setdefault(part, {})
    return inner
