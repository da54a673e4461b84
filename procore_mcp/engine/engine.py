"""The one way in: check the arguments, decide, send, and write the answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from procore_mcp.api.messages import Json
from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.search import Search
from procore_mcp.catalog.tool import Action, Workflow
from procore_mcp.engine.acting import act
from procore_mcp.engine.allow_list import keep_inside
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.bound import without_bound
from procore_mcp.engine.check import checked
from procore_mcp.engine.confirmation import LIFETIME_SECONDS, Confirmation
from procore_mcp.engine.consent import CannotAsk, Consent, NobodyToAsk, Preview
from procore_mcp.engine.file_answer import file_answer
from procore_mcp.engine.policy import permit
from procore_mcp.engine.preview import preview_of
from procore_mcp.engine.record_budget import fit_record
from procore_mcp.engine.reply import reply
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.engine.session import DEFAULT_RESULT_TOKENS, Session
from procore_mcp.engine.tokens import tokens
from procore_mcp.engine.workflows.registry import FUNCTIONS
from procore_mcp.events import Watch, unwatched
from procore_mcp.state.protocol import State

_NOBODY = NobodyToAsk()


@dataclass(frozen=True)
class Engine:
    """Holds nothing about any caller: whoever calls brings a session. `watch` hears of every action."""

    catalog: Catalog
    state: State
    watch: Watch = unwatched

    @cached_property
    def search(self) -> Search:
        return Search(self.catalog)

    async def call(
        self, name: str, arguments: Mapping[str, object], session: Session, consent: Consent = _NOBODY
    ) -> Answer:
        """Run one tool.

        Raises a ProcoreMcpError of every kind, and whatever `consent` raises to put its question.
        """
        tool = self.catalog.resolve(name)
        permit(tool, session)
        values = checked(tool, arguments, session)
        keep_inside(tool, values, session)
        offer = await self._agreement(tool, values, session, consent)
        if offer is not None:
            return offer
        if isinstance(tool, Workflow):
            return await self._run(tool, values, session, consent)
        if tool.result.file:
            return await file_answer(tool, values, session)
        return reply(await act(tool, values, session, self.watch), session)

    async def _run(self, workflow: Workflow, values: Arguments, session: Session, consent: Consent) -> Answer:
        run = Run(
            workflow,
            session,
            self.catalog,
            self.search,
            call=partial(self.call, session=session, consent=consent),
            send=partial(self._send_checked, session=session),
        )
        return await FUNCTIONS[workflow.runs](run, values)

    async def _agreement(
        self, tool: Action | Workflow, values: dict[str, Json], session: Session, consent: Consent
    ) -> Answer | None:
        """None once a person agreed, or nobody has to; otherwise the preview, with the token for their yes."""
        token = values.pop("confirmation", None)
        if not tool.asks_first or session.confirm == "never":
            return None
        confirmation = Confirmation(self.state, session, tool.name, values)
        if token is not None:
            await confirmation.redeem(str(token))
            return None
        preview = preview_of(tool, values)
        try:
            await consent.obtain(preview, confirmation)
        except CannotAsk:
            return _offer(preview, await confirmation.offer(), limit=min(session.result_tokens, DEFAULT_RESULT_TOKENS))
        return None

    async def _send_checked(self, action: Action, arguments: Arguments, *, session: Session) -> Json:
        values = checked(action, without_bound(action, arguments, session), session)
        keep_inside(action, values, session)
        return (await act(action, values, session, self.watch)).value


def _offer(preview: Preview, token: str, *, limit: int) -> Answer:
    """`limit` in tokens: an offer that is too long for its reader would take the token along."""
    facts: dict[str, Json] = {
        "status": "confirmation_needed",
        "done": False,
        "summary": preview.summary,
        "request": {},
        "confirmation": token,
        "next_step": "Show this to the user. Only after they agree, repeat the call with `confirmation` added to "
        "the arguments of this tool, inside `arguments` if a run_ tool ran it. "
        f"It works once, within {LIFETIME_SECONDS / 60:.0f} minutes.",
    }
    return Answer({**facts, "request": fit_record(preview.request, limit - tokens(facts))})
