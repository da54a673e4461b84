"""Fixtures that answer by themselves: content of every kind, progress, log lines, schemas."""

from __future__ import annotations

import anyio
import mcp_types
from mcp import MCPError
from mcp.server.subscriptions import PromptsListChanged, SubscriptionBus, ToolsListChanged

from procore_mcp.server.context import Context, ToolResult
from tests.conformance.fixture import TEXT, Fixture, fixture, form, result, says, text
from tests.conformance.media import PICTURE, SOUND, embedded

Params = mcp_types.CallToolRequestParams


async def _progress(context: Context, params: Params) -> ToolResult:
    for done in (0, 50, 100):
        await context.session.report_progress(done, 100, f"{done} of 100")
    return result("done")


async def _log(context: Context, params: Params) -> ToolResult:
    for line in ("Tool execution started", "Tool processing data", "Tool execution completed"):
        await context.session.send_log_message(  # pyright: ignore[reportDeprecated]  # the suite still tests it
            "info", line, related_request_id=context.request_id
        )
    return result("logged")


async def _one_step(context: Context, params: Params) -> ToolResult:
    await context.session.report_progress(1)
    return result("ok")


async def _needs_sampling(context: Context, params: Params) -> ToolResult:
    capabilities = context.session.client_capabilities
    if capabilities is None or capabilities.sampling is None:
        raise MCPError(
            mcp_types.MISSING_REQUIRED_CLIENT_CAPABILITY,
            "sampling is required",
            data={"requiredCapabilities": {"sampling": {}}},
        )
    return result("ok")


async def _region(context: Context, params: Params) -> ToolResult:
    return result(f"region={(params.arguments or {}).get('region')}")


async def _reconnect(context: Context, params: Params) -> ToolResult:
    if context.close_sse_stream is not None:
        await context.close_sse_stream()
    await anyio.sleep(0.2)  # time for the suite to come back
    return result("Reconnection test completed")


_ANY_JSON_SCHEMA: dict[str, object] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {"address": {"$anchor": "addressDef", "type": "object", "properties": {"street": TEXT, "city": TEXT}}},
    "properties": {
        "name": TEXT,
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {**TEXT, "enum": ["phone", "email"]},
        "phone": TEXT,
        "email": TEXT,
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}


def telling(bus: SubscriptionBus) -> list[Fixture]:
    async def tools_changed(context: Context, params: Params) -> ToolResult:
        await bus.publish(ToolsListChanged())
        return result("ok")

    async def prompts_changed(context: Context, params: Params) -> ToolResult:
        await bus.publish(PromptsListChanged())
        return result("ok")

    json_file = embedded("test://mixed-content-resource", "application/json", '{"test": "data", "value": 123}')
    text_file = embedded("test://embedded-resource", "text/plain", "This is an embedded resource content.")
    schema_tool = mcp_types.Tool(
        name="json_schema_2020_12_tool", description="Many keywords", input_schema=_ANY_JSON_SCHEMA
    )
    return [
        fixture("test_simple_text", says(text("This is a simple text response for testing."))),
        fixture("test_image_content", says(PICTURE)),
        fixture("test_audio_content", says(SOUND)),
        fixture("test_embedded_resource", says(text_file)),
        fixture("test_multiple_content_types", says(text("Multiple content types test:"), PICTURE, json_file)),
        fixture(
            "test_error_handling",
            says(text("This tool intentionally returns an error for testing"), is_error=True),
        ),
        fixture("test_tool_with_progress", _progress),
        fixture("test_tool_with_logging", _log),
        fixture("test_logging_tool", _log),
        fixture("test_streaming_elicitation", _one_step),
        fixture("test_missing_capability", _needs_sampling),
        Fixture(schema_tool, says(text("ok"))),
        Fixture(
            mcp_types.Tool(
                name="test_x_mcp_header",
                description="An argument that travels in a header too",
                input_schema={**form(region={**TEXT, "x-mcp-header": "Region"}), "required": []},
            ),
            _region,
        ),
        fixture("test_trigger_tool_change", tools_changed),
        fixture("test_trigger_prompt_change", prompts_changed),
        fixture("test_reconnection", _reconnect),
    ]
