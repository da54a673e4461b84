"""Fixtures whose result is a question, as the protocol has it since 2026-07-28."""

from __future__ import annotations

import mcp_types

from procore_mcp.server.context import Context, ToolResult
from tests.conformance.fixture import TEXT, Fixture, fixture, form, result

Params = mcp_types.CallToolRequestParams


def question(message: str, **properties: dict[str, object]) -> mcp_types.ElicitRequest:
    return mcp_types.ElicitRequest(
        params=mcp_types.ElicitRequestFormParams(message=message, requested_schema=form(**properties))
    )


def needs(requests: mcp_types.InputRequests, state: str | None = None) -> mcp_types.InputRequiredResult:
    return mcp_types.InputRequiredResult(input_requests=requests or None, request_state=state)


def _sample(words: str) -> mcp_types.CreateMessageRequest:
    said = mcp_types.SamplingMessage(role="user", content=mcp_types.TextContent(text=words))
    return mcp_types.CreateMessageRequest(params=mcp_types.CreateMessageRequestParams(messages=[said], max_tokens=100))


def _one_round(name: str, state: str | None = None, **requests: mcp_types.InputRequest) -> Fixture:
    """Done when every question has an answer and the state, if there is one, came back."""

    async def run(context: Context, params: Params) -> ToolResult:
        answered = requests.keys() <= (params.input_responses or {}).keys()
        return result("state-ok: done") if answered and params.request_state == state else needs(requests, state)

    return fixture(f"test_input_required_result_{name}", run)


async def _two_rounds(context: Context, params: Params) -> ToolResult:
    answers = params.input_responses or {}
    if params.request_state == "1" and "step1" in answers:
        return needs({"step2": question("Step 2: What is your favorite color?", color=TEXT)}, "2")
    if params.request_state == "2" and "step2" in answers:
        return result("finished")
    return needs({"step1": question("Step 1: What is your name?", name=TEXT)}, "1")


async def _what_the_client_can(context: Context, params: Params) -> ToolResult:
    capabilities = context.session.client_capabilities or mcp_types.ClientCapabilities()
    requests: mcp_types.InputRequests = {}
    if capabilities.sampling is not None:
        requests["sample"] = _sample("Say hello")
    if capabilities.elicitation is not None:
        requests["ask"] = question("What is your name?", name=TEXT)
    return needs(requests, "c")


_NAME = question("What is your name?", name=TEXT)
_OK = question("Please confirm", ok={"type": "boolean"})

ROUNDS: list[Fixture] = [
    _one_round("elicitation", user_name=_NAME),
    _one_round("sampling", capital_question=_sample("What is the capital of France?")),
    _one_round("list_roots", client_roots=mcp_types.ListRootsRequest()),
    _one_round("request_state", "s", confirm=_OK),
    _one_round("tampered_state", "s", confirm=_OK),
    _one_round(
        "multiple_inputs",
        "m",
        user_name=_NAME,
        greeting=_sample("Generate a greeting"),
        client_roots=mcp_types.ListRootsRequest(),
    ),
    fixture("test_input_required_result_multi_round", _two_rounds),
    fixture("test_input_required_result_capabilities", _what_the_client_can),
]
