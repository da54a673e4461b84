"""How a person says yes before a commit or a delete."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from procore_mcp.api.messages import Json
from procore_mcp.engine.confirmation import Confirmation


class CannotAsk(Exception):
    """The client has no way to show a question."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would happen: `summary` is one sentence for a person, `request` the exact call without secrets."""

    tool: str
    title: str
    summary: str
    request: dict[str, Json]


class Consent(Protocol):
    async def obtain(self, preview: Preview, confirmation: Confirmation) -> None:
        """Return once a person agreed. `confirmation` ties an answer that comes with another request to this call.

        Raises ConfirmationRefused when they did not, CannotAsk when the client cannot show the question. May raise
        what its protocol needs to put the question; nothing between here and the server catches that.
        """
        ...


class NobodyToAsk:
    """Consent of a caller without a person in front of it."""

    async def obtain(self, preview: Preview, confirmation: Confirmation) -> None:  # noqa: ARG002 - as Consent has it
        raise CannotAsk(preview.tool)
