"""A small document in the form in which Procore publishes its own, with every trait that theirs has.

Written by hand about something that Procore does not offer: walks over the site.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Schema = dict[str, Any]
COMPANY_HEADER = {"name": "Procore-Company-Id", "in": "header", "required": True, "schema": {"type": "integer"}}
PROJECT = {"name": "project_id", "in": "path", "required": True, "schema": {"type": "integer"}}
WALK_ID = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}, "description": "ID"}
LIST = "/rest/v1.0/projects/{project_id}/site_walks"
ONE = f"{LIST}/{{id}}"
NEWER = "/rest/v1.1/projects/{project_id}/site_walks/{id}"
PHOTOS = "/rest/v1.0/projects/{project_id}/site_walks/{site_walk_id}/photos"
TYPES = "/rest/v1.0/site_walk_types"
NEXT_MAJOR = "/rest/v2.0/companies/{company_id}/projects/{project_id}/site_walks"
SCOPED = [
    {"name": "company_id", "in": "path", "required": True, "schema": {"type": "string", "format": "int64"}},
    {"name": "project_id", "in": "path", "required": True, "schema": {"type": "string", "format": "int64"}},
]


def query(name: str, schema: Schema, **more: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, **more}


def answers(schema: Schema | None, status: str = "200") -> dict[str, Any]:
    if schema is None:
        return {status: {"description": "Nothing"}}
    return {status: {"description": "OK", "content": {"application/json": {"schema": schema}}}}


def body(schema: Schema, content_type: str = "application/json", *, required: bool = True) -> dict[str, Any]:
    return {"required": required, "content": {content_type: {"schema": schema}}}


def operation(summary: str, responses: dict[str, Any], **more: Any) -> dict[str, Any]:
    """With the extensions that stand everywhere and mean nothing to us."""
    told = {"x-doc": {"stage": "ga"}, "x-changelog": [{"datestamp": "2026-01-01"}], "x-rate-limit-enabled": True}
    return {
        "summary": summary,
        "description": "Copied by nobody.",
        "tags": ["Site Walks"],
        **told,
        "responses": responses,
        **more,
    }


WALK: Schema = {"$ref": "#/components/schemas/Walk"}
PATHS: dict[str, Any] = {
    LIST: {
        "parameters": [COMPANY_HEADER, PROJECT],
        "x-compliance-level": "full",
        "get": operation(
            "List Site Walks",
            answers({"type": "array", "items": WALK}),
            parameters=[
                query("page", {"type": "integer"}),
                query("per_page", {"type": "integer", "default": 20}),
                query("filters[id]", {"type": "array", "items": {"type": "integer"}}, style="form", explode=False),
                query("filters[status]", {"type": "array", "items": {"type": "string", "enum": ["open", "closed"]}}),
                query("filters[location_id][]", {"type": "array", "items": {"type": "integer"}}),
                query("filters[created_at]", {"type": "string", "format": "date-time"}),
                query(
                    "filters[walked_by_id]",
                    {"oneOf": [{"type": "integer"}, {"type": "array", "items": {"type": "integer"}}]},
                ),
                query("filters[urgent]", {"type": "string", "enum": ["true", "false"]}),
                query(
                    "near",
                    {"type": "object", "properties": {"latitude": {"type": "number"}, "longitude": {"type": "number"}}},
                ),
                query("sort", {"type": "string", "enum": ["name", "-name"], "default": "name"}),
                query("anything", {}),
                query("flags", {"type": "object"}),
                {"name": "locale", "in": "header", "schema": {"type": "string"}},
            ],
        ),
        "post": operation(
            "Create Site Walk",
            answers(WALK, "201"),
            parameters=[
                query("run_configurable_validations", {"type": "boolean", "default": False}),
                {"name": "Idempotency-Token", "in": "header", "required": True, "schema": {"type": "string"}},
            ],
            requestBody={"$ref": "#/components/requestBodies/NewWalk"},
        ),
    },
    ONE: {
        "parameters": [COMPANY_HEADER, PROJECT, WALK_ID],
        "get": operation("Show Site Walk", answers(WALK)),
        "patch": operation(
            "Update Site Walk", answers(WALK), requestBody=body({"$ref": "#/components/schemas/NewWalk"})
        ),
        "delete": operation("Delete Site Walk", answers(None, "204")),
    },
    NEWER: {
        "parameters": [COMPANY_HEADER, PROJECT, WALK_ID],
        "get": operation("Show Site Walk", answers(WALK)),
    },
    f"{ONE}/close": {
        "parameters": [COMPANY_HEADER, PROJECT, WALK_ID],
        "patch": operation("Close Site Walk", answers(WALK)),
    },
    f"{ONE}/pdf": {
        "parameters": [COMPANY_HEADER, PROJECT, WALK_ID],
        "get": operation("Site Walk PDF", answers({"type": "string"})),
    },
    f"{LIST}/search": {
        "parameters": [COMPANY_HEADER, PROJECT],
        "post": operation(
            "Search Site Walks",
            answers({"type": "array", "items": WALK}),
            requestBody=body({"type": "object"}, required=False),
        ),
    },
    f"{LIST}/bulk_destroy": {
        "parameters": [COMPANY_HEADER, PROJECT],
        "delete": operation(
            "Bulk Delete Site Walks",
            answers(None),
            requestBody=body(
                {"type": "object", "properties": {"ids": {"type": "array", "items": {"type": "integer"}}}}
            ),
        ),
    },
    PHOTOS: {
        "parameters": [COMPANY_HEADER, PROJECT, {**WALK_ID, "name": "site_walk_id"}],
        "get": operation("List Photos", answers({"type": "array", "items": {"type": "object"}})),
        "post": operation(
            "Create Photo",
            answers({"type": "object"}, "201"),
            requestBody=body(
                {
                    "type": "object",
                    "required": ["photo"],
                    "properties": {
                        "photo": {
                            "type": "object",
                            "required": ["data"],
                            "properties": {
                                "data": {"type": "string", "format": "binary"},
                                "caption": {"type": "string"},
                            },
                        }
                    },
                },
                "multipart/form-data",
            ),
        ),
    },
    "/rest/v1.0/projects/{project_id}/recycle_bin/site_walks/{id}/restore": {
        "parameters": [COMPANY_HEADER, PROJECT, WALK_ID],
        "patch": operation("Restore Site Walk", answers(WALK)),
    },
    TYPES: {
        "parameters": [COMPANY_HEADER],
        "get": operation(
            "List Site Walk Types",
            answers({"type": "array", "items": {"type": "object"}}),
            deprecated=True,
            parameters=[query("company_id", {"type": "integer"}, required=True)],
        ),
        "post": operation(
            "Create Site Walk Type",
            answers({"type": "object"}, "201"),
            requestBody=body(
                {
                    "type": "object",
                    "required": ["company_id", "site_walk_type"],
                    "properties": {
                        "company_id": {"type": "integer"},
                        "site_walk_type": {
                            "type": "object",
                            "required": ["name"],
                            "properties": {"name": {"type": "string"}},
                        },
                    },
                },
                "application/x-www-form-urlencoded",
            ),
        ),
    },
    f"{NEXT_MAJOR}/bulk_update": {
        "parameters": [COMPANY_HEADER, *SCOPED],
        "patch": operation(
            "Bulk Update Site Walks",
            answers({"type": "object", "properties": {"data": {"type": "array", "items": WALK}}}),
            requestBody=body(
                {
                    "type": "array",
                    "items": {
                        "allOf": [{"$ref": "#/components/schemas/Id"}, {"$ref": "#/components/schemas/WalkFields"}]
                    },
                }
            ),
        ),
    },
    f"{NEXT_MAJOR}/stops": {
        "parameters": [COMPANY_HEADER, *SCOPED],
        "get": operation(
            "List Stops",
            answers({"type": "object", "properties": {"data": {"type": "array", "items": {"type": "object"}}}}),
            parameters=[query("cursor", {"type": "string"}), query("per_page", {"type": "integer"})],
        ),
    },
    "/rest/v1.0/projects/{project_id}/rfis": {
        "parameters": [COMPANY_HEADER, PROJECT],
        "get": operation("List RFIs", answers({"type": "array", "items": {"type": "object"}})),
    },
    "/rest/v1.0/projects/{project_id}/site_walk_recordings": {
        "parameters": [COMPANY_HEADER, PROJECT],
        "put": operation("Upload Recording", answers(None), requestBody=body({}, "application/octet-stream")),
    },
    "/oauth/token/info": {"get": operation("Token Info", answers({"type": "object"}))},
}
FIELDS: Schema = {
    "type": "object",
    "properties": {
        "name": {"type": "string"},
        "status": {"type": "string", "enum": ["open", "closed", None], "nullable": True},
        "priority": {"type": "integer", "enum": [1, 2, 3]},
        "walked_on": {"type": "string", "format": "date"},
        "starts_at": {"type": "string", "format": "date-time", "nullable": True},
        "trade_ids": {"type": "array"},
        "guide": {"oneOf": [{"type": "integer"}, {"type": "string"}]},
        "weather": {"anyOf": [{"type": "string", "enum": ["dry"]}, {"type": "string", "enum": ["wet"]}]},
        "route": {"$ref": "#/components/schemas/Route"},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "notes to self": {"type": "string"},
        "pass_code": {"type": "string"},
        "password": {"type": "string"},
        "custom_field_%{custom_field_definition_id}": {"type": "string"},
        "created_at": {"type": "string", "format": "date-time", "readOnly": True},
    },
}
COMPONENTS: dict[str, Any] = {
    "schemas": {
        "Id": {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "format": "int64"}}},
        "WalkFields": FIELDS,
        "Walk": {"allOf": [{"$ref": "#/components/schemas/Id"}, {"$ref": "#/components/schemas/WalkFields"}]},
        "Route": {
            "type": "object",
            "required": ["stops"],
            "properties": {
                "stops": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"location_id": {"type": "integer"}, "remark": {"type": "string"}},
                        "required": ["location_id"],
                    },
                },
                "detours": {"type": "array", "items": {"$ref": "#/components/schemas/Route"}},
            },
        },
        "NewWalk": {
            "type": "object",
            "required": ["site_walk"],
            "properties": {
                "site_walk": {
                    "allOf": [
                        {"$ref": "#/components/schemas/WalkFields"},
                        {
                            "type": "object",
                            "required": ["name"],
                            "properties": {"private": {"type": "boolean", "default": False}},
                        },
                    ]
                },
                "send_emails": {"type": "boolean"},
            },
        },
    },
    "requestBodies": {"NewWalk": body({"$ref": "#/components/schemas/NewWalk"})},
}
DOCUMENT: dict[str, Any] = {
    "openapi": "3.0.0",
    "info": {
        "title": "Site Walks",
        "version": "1.1",
        "x-product-category": "Project Management",
        "x-tool-category": "Site Walk",
        "x-resource-name": "Site Walks",
    },
    "servers": [{"url": "https://api.procore.com"}],
    "paths": PATHS,
    "components": COMPONENTS,
}


def changed(changes: Mapping[str, Any]) -> dict[str, Any]:
    """The document with other values at places: keys joined by ` > `; None takes what is there away."""
    found = copy.deepcopy(DOCUMENT)
    for place, value in changes.items():
        *outer, last = place.split(" > ")
        inner: Any = found
        for key in outer:
            inner = inner[int(key)] if isinstance(inner, list) else inner.setdefault(key, {})
        position: Any = int(last) if isinstance(inner, list) else last
        if value is None:
            del inner[position]
        else:
            inner[position] = value
    return found


def saved(document: object, file: Path) -> Path:
    file.write_text(json.dumps(document), encoding="utf-8")
    return file
