"""Answers of the door itself, before anything has been read: JSON with the words that errors of tools have."""

from __future__ import annotations

from starlette.responses import JSONResponse

RETRY_AFTER = "1"  # seconds; another process answers by then


def no_such_address() -> JSONResponse:
    return JSONResponse(
        {
            "error": {
                "kind": "NO_SUCH_ADDRESS",
                "message": "There is no MCP server at this address.",
                "hint": "Use /mcp, /mcp/c/{company_id} or /mcp/c/{company_id}/p/{project_id}, with ids as numbers.",
            }
        },
        404,
    )


def leaving() -> JSONResponse:
    return JSONResponse(
        {
            "error": {
                "kind": "SHUTTING_DOWN",
                "message": "This process is being stopped and takes nothing new. Nothing was sent to Procore.",
                "hint": "Send the same request again.",
            }
        },
        503,
        {"Retry-After": RETRY_AFTER, "Connection": "close"},
    )
