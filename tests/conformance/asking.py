"""Fixtures that ask the client while a call is running, as clients up to 2025-11-25 expect."""

from __future__ import annotations

import json

import mcp_types

from procore_mcp.server.context import Context, ToolResult
from tests.conformance.fixture import TEXT, Fixture, Run, fixture, form, result

Params = mcp_types.CallToolRequestParams


async def _sample(context: Context, params: Params) -> ToolResult:
    prompt = str((params.arguments or {})["prompt"])
    said = await context.session.create_message(  # pyright: ignore[reportDeprecated]  # the suite still tests it
        [mcp_types.SamplingMessage(role="user", content=mcp_types.TextContent(text=prompt))],
        max_tokens=100,
        related_request_id=context.request_id,
    )
    words = said.content.text if isinstance(said.content, mcp_types.TextContent) else "(no text)"
    return result(f"LLM response: {words}")


def _elicits(schema: dict[str, object], message: str | None = None) -> Run:
    async def run(context: Context, params: Params) -> ToolResult:
        question = message or str((params.arguments or {})["message"])
        said = await context.session.elicit_form(question, schema, related_request_id=context.request_id)
        return result(f"User response: action={said.action}, content={json.dumps(said.content or {})}")

    return run


_DEFAULTS: dict[str, object] = {
    "type": "object",
    "required": [],
    "properties": {
        "name": {**TEXT, "default": "John Doe"},
        "age": {"type": "integer", "default": 30},
        "score": {"type": "number", "default": 95.5},
        "status": {**TEXT, "enum": ["active", "inactive", "pending"], "default": "active"},
        "verified": {"type": "boolean", "default": True},
    },
}


def _titled(first: str, second: str) -> list[dict[str, str]]:
    return [{"const": "value1", "title": first}, {"const": "value2", "title": second}]


_CHOICES: dict[str, object] = {
    "type": "object",
    "required": [],
    "properties": {
        "untitledSingle": {**TEXT, "enum": ["option1", "option2", "option3"]},
        "titledSingle": {**TEXT, "oneOf": _titled("First Option", "Second Option")},
        "legacyEnum": {**TEXT, "enum": ["opt1", "opt2"], "enumNames": ["Option One", "Option Two"]},
        "untitledMulti": {"type": "array", "items": {**TEXT, "enum": ["option1", "option2"]}},
        "titledMulti": {"type": "array", "items": {"anyOf": _titled("First Choice", "Second Choice")}},
    },
}

ASKING: list[Fixture] = [
    fixture("test_sampling", _sample, prompt=TEXT),
    fixture("test_elicitation", _elicits(form(response={**TEXT, "description": "User's response"})), message=TEXT),
    fixture("test_elicitation_sep1034_defaults", _elicits(_DEFAULTS, "Please provide user information")),
    fixture("test_elicitation_sep1330_enums", _elicits(_CHOICES, "Please select values")),
]
