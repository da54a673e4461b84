"""Fixture prompts and completion."""

from __future__ import annotations

import mcp_types
from mcp import MCPError

from procore_mcp.server.context import Context
from tests.conformance.fixture import TEXT, text
from tests.conformance.media import PICTURE, embedded
from tests.conformance.rounds import needs, question

_ARGUMENTS = {
    "test_simple_prompt": (),
    "test_prompt_with_arguments": ("arg1", "arg2"),
    "test_prompt_with_embedded_resource": ("resourceUri",),
    "test_prompt_with_image": (),
    "test_input_required_result_prompt": (),
}


async def list_prompts(context: Context, params: mcp_types.PaginatedRequestParams) -> mcp_types.ListPromptsResult:
    return mcp_types.ListPromptsResult(
        prompts=[
            mcp_types.Prompt(
                name=name,
                description=f"Fixture {name}",
                arguments=[mcp_types.PromptArgument(name=argument, required=True) for argument in arguments],
            )
            for name, arguments in _ARGUMENTS.items()
        ]
    )


async def get_prompt(
    context: Context, params: mcp_types.GetPromptRequestParams
) -> mcp_types.GetPromptResult | mcp_types.InputRequiredResult:
    if params.name == "test_input_required_result_prompt" and "user_context" not in (params.input_responses or {}):
        return needs({"user_context": question("What context should the prompt use?", context=TEXT)})
    messages = [mcp_types.PromptMessage(role="user", content=block) for block in _blocks(params)]
    return mcp_types.GetPromptResult(description=params.name, messages=messages)


async def complete(context: Context, params: mcp_types.CompleteRequestParams) -> mcp_types.CompleteResult:
    return mcp_types.CompleteResult(completion=mcp_types.Completion(values=[], total=0, has_more=False))


def _blocks(params: mcp_types.GetPromptRequestParams) -> list[mcp_types.ContentBlock]:
    given = params.arguments or {}
    match params.name:
        case "test_simple_prompt":
            return [text("This is a simple prompt for testing.")]
        case "test_prompt_with_arguments":
            return [text(f"Prompt with arguments: arg1='{given.get('arg1')}', arg2='{given.get('arg2')}'")]
        case "test_prompt_with_embedded_resource":
            file = embedded(given.get("resourceUri", ""), "text/plain", "Embedded resource content for testing.")
            return [file, text("Please process the embedded resource above.")]
        case "test_prompt_with_image":
            return [PICTURE, text("Please analyze the image above.")]
        case "test_input_required_result_prompt":
            return [text("Use the given context")]
        case _:
            raise MCPError(mcp_types.INVALID_PARAMS, f"Unknown prompt: {params.name}")
