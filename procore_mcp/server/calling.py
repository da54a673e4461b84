"""tools/call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, CallToolRequestParams

from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import Consent
from procore_mcp.engine.session import Session
from procore_mcp.errors import ProcoreMcpError, UnknownTool
from procore_mcp.events import Watch, unwatched
from procore_mcp.server.consent import AnswerNeeded, ClientConsent
from procore_mcp.server.context import Context, ToolResult
from procore_mcp.server.current_call import CurrentCall, reported
from procore_mcp.server.present import present, present_error
from procore_mcp.server.sessions import Sessions
from procore_mcp.server.turns import Places


class Tools(Protocol):
    def resolve(self, name: str) -> Tool:
        """Raises UnknownTool."""
        ...


class Runs(Protocol):
    """What the server needs of the engine."""

    @property
    def catalog(self) -> Tools: ...

    async def call(self, name: str, arguments: Mapping[str, object], session: Session, consent: Consent) -> Answer: ...


class Calling:
    """Runs any tool that exists: which tools are listed is a matter of the surface, which may run is the engine's."""

    def __init__(self, engine: Runs, sessions: Sessions, *, places: Places, watch: Watch = unwatched) -> None:
        self._engine = engine
        self._sessions = sessions
        self._places = places
        self._watch = watch

    async def __call__(self, context: Context, params: CallToolRequestParams) -> ToolResult:
        with reported(self._existing(params.name), context, self._watch) as call:
            try:
                answer = await self._answer(context, params, call)
            except AnswerNeeded as question:
                call.outcome = "question"
                return question.result
            except ProcoreMcpError as error:
                call.outcome = error.kind
                return present_error(error)
            call.outcome = "question" if answer.data.get("status") == "confirmation_needed" else "ok"
            return present(answer)

    async def _answer(self, context: Context, params: CallToolRequestParams, call: CurrentCall) -> Answer:
        session = await self._sessions.session(context)
        call.user = session.user
        async with self._places.turn(session.user) as turn:
            consent = ClientConsent(context, params, turn)
            return await self._engine.call(params.name, params.arguments or {}, session, consent)

    def _existing(self, name: str) -> Tool:
        """A name that nothing has is the client's mistake, not the tool's: the protocol wants an error for it."""
        try:
            return self._engine.catalog.resolve(name)
        except UnknownTool as error:
            near = f"Nearest: {', '.join(error.nearest)}." if error.nearest else ""
            words = " ".join(filter(None, [error.message, near, error.hint]))
            raise MCPError(INVALID_PARAMS, words, data=error.describe()) from None
