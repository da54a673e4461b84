"""A person's yes through the client, in both eras of the protocol.

From 2026-07-28 on, a question is the result of the call: the client calls again with the answer and our sealed state.
Before, it is a request of ours while the call is running.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from mcp.shared.exceptions import MCPError
from mcp_types import (
    CallToolRequestParams,
    ElicitRequest,
    ElicitResult,
    InputRequests,
    InputRequiredResult,
    InputResponse,
)
from mcp_types.version import MODERN_PROTOCOL_VERSIONS
from pydantic import ValidationError

from procore_mcp.engine.confirmation import Confirmation
from procore_mcp.engine.consent import CannotAsk, Preview
from procore_mcp.errors import ConfirmationRefused
from procore_mcp.server.context import Context
from procore_mcp.server.question import FIELD, question
from procore_mcp.server.turns import Turn


class AnswerNeeded(Exception):
    """Only the server catches it, and gives `result` to the client."""

    def __init__(self, result: InputRequiredResult) -> None:
        super().__init__("A person has to answer first.")
        self.result = result


@dataclass(frozen=True, slots=True)
class ClientConsent:
    """Consent of the person in front of the client that sent this call."""

    context: Context
    params: CallToolRequestParams
    turn: Turn

    async def obtain(self, preview: Preview, confirmation: Confirmation) -> None:
        """Raises ConfirmationRefused, CannotAsk, and AnswerNeeded until the client has brought the answer."""
        if not _shows_forms(self.context):
            raise CannotAsk(preview.tool)
        if self.context.protocol_version in MODERN_PROTOCOL_VERSIONS:
            answer = await self._brought(preview, confirmation)
        else:
            answer = await self._asked(preview)
        if not _is_yes(answer):
            raise _refused()

    async def _brought(self, preview: Preview, confirmation: Confirmation) -> InputResponse:
        """An answer counts once, and only together with the state of the very question that it answers."""
        answer, state = (self.params.input_responses or {}).get(FIELD), self.params.request_state
        if answer is not None and state is not None:
            with suppress(ConfirmationRefused):
                await confirmation.redeem(state)
                return answer
        asked: InputRequests = {FIELD: ElicitRequest(params=question(preview))}
        raise AnswerNeeded(InputRequiredResult(input_requests=asked, request_state=await confirmation.offer()))

    async def _asked(self, preview: Preview) -> ElicitResult:
        form = question(preview)
        try:
            async with self.turn.stepped_aside():
                return await self.context.session.elicit_form(
                    form.message, form.requested_schema, related_request_id=self.context.request_id
                )
        except MCPError:  # no channel back, or the client failed to show the form: nobody has said anything
            raise CannotAsk(preview.tool) from None
        except ValidationError:  # an answer that cannot be read is no yes
            raise _refused() from None


def _shows_forms(context: Context) -> bool:
    capabilities = context.session.client_capabilities
    elicitation = capabilities.elicitation if capabilities else None
    return elicitation is not None and (elicitation.form is not None or elicitation.url is None)


def _is_yes(answer: InputResponse) -> bool:
    return isinstance(answer, ElicitResult) and answer.action == "accept" and (answer.content or {}).get(FIELD) is True


def _refused() -> ConfirmationRefused:
    return ConfirmationRefused(
        "The person did not agree, so nothing was sent.", hint="Ask what should be different before trying again."
    )
