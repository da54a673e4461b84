"""Fixture resources."""

from __future__ import annotations

import json

import mcp_types
from mcp import MCPError
from mcp.shared.uri_template import UriTemplate

from procore_mcp.server.context import Context
from tests.conformance.media import PNG

_TEMPLATE = UriTemplate.parse("test://template/{id}/data")
_BINARY = "test://static-binary"
_TEXTS = {
    "test://static-text": "This is the content of the static text resource.",
    "test://watched-resource": "watched",
}


async def list_resources(context: Context, params: mcp_types.PaginatedRequestParams) -> mcp_types.ListResourcesResult:
    texts = [mcp_types.Resource(uri=uri, name=uri, mime_type="text/plain") for uri in _TEXTS]
    picture = mcp_types.Resource(uri=_BINARY, name="binary", mime_type="image/png")
    return mcp_types.ListResourcesResult(resources=[*texts, picture])


async def list_templates(
    context: Context, params: mcp_types.PaginatedRequestParams
) -> mcp_types.ListResourceTemplatesResult:
    template = mcp_types.ResourceTemplate(uri_template=str(_TEMPLATE), name="template", mime_type="application/json")
    return mcp_types.ListResourceTemplatesResult(resource_templates=[template])


async def read_resource(context: Context, params: mcp_types.ReadResourceRequestParams) -> mcp_types.ReadResourceResult:
    return mcp_types.ReadResourceResult(contents=[_contents(params.uri)])


async def watch(context: Context, params: object) -> mcp_types.EmptyResult:
    """subscribe and unsubscribe of clients up to 2025-11-25: accepted, and nothing ever changes."""
    return mcp_types.EmptyResult()


def _contents(uri: str) -> mcp_types.TextResourceContents | mcp_types.BlobResourceContents:
    if uri in _TEXTS:
        return mcp_types.TextResourceContents(uri=uri, mime_type="text/plain", text=_TEXTS[uri])
    if uri == _BINARY:
        return mcp_types.BlobResourceContents(uri=uri, mime_type="image/png", blob=PNG)
    found = _TEMPLATE.match(uri)
    if found is None:
        raise MCPError(mcp_types.INVALID_PARAMS, "Resource not found", data={"uri": uri})
    body = json.dumps({"id": found["id"], "templateTest": True})
    return mcp_types.TextResourceContents(uri=uri, mime_type="application/json", text=body)
