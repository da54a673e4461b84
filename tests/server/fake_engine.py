"""An engine whose tools do what a test says."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn, cast

from procore_mcp.api.messages import Json, Request, Response
from procore_mcp.catalog.model import Param
from procore_mcp.catalog.safety import Effect, Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.confirmation import Confirmation
from procore_mcp.engine.consent import Consent
from procore_mcp.engine.session import Session
from procore_mcp.errors import UnknownTool
from procore_mcp.state.protocol import State

Arguments = Mapping[str, object]
Act = Callable[[Arguments, Consent], Awaitable[Answer]]


class NoNetwork:
    """The fake engine never sends anything."""

    async def send(self, request: Request) -> Response:
        raise AssertionError(request)

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> NoReturn:
        raise AssertionError(link)


SESSION = Session(user="7", sender=NoNetwork())


def confirmation_of(tool: str, arguments: Arguments, state: State) -> Confirmation:
    """What the engine gives along when it asks for consent."""
    return Confirmation(state, SESSION, tool, cast("Mapping[str, Json]", arguments))


def fake_tool(name: str, *, safety: Safety = Safety.READ, description: str = "A tool that a test made up.") -> Tool:
    subject = Param.model_validate({"in": "query", "required": False, "schema": {"type": "string"}})
    return Tool(
        name=name,
        title=name.replace("_", " ").capitalize(),
        description=description,
        toolset="fakes",
        tier="curated",
        safety=safety,
        effect=Effect.READ if safety is Safety.READ else Effect.UPDATE,
        listed=True,
        params={"subject": subject},
        note=None,
    )


@dataclass(frozen=True)
class FakeTools:
    known: Mapping[str, Tool]

    def resolve(self, name: str) -> Tool:
        if name not in self.known:
            raise UnknownTool(name, nearest=sorted(self.known)[:3], hint="Search with find_tools.")
        return self.known[name]


async def echo(arguments: Arguments, consent: Consent) -> Answer:
    return Answer({"said": str(arguments.get("subject"))})


@dataclass
class FakeEngine:
    """Runs `acts` by name; tools without one echo their subject."""

    acts: Mapping[str, Act] = field(default_factory=dict[str, Act])
    others: tuple[Tool, ...] = ()
    users: list[str] = field(default_factory=list[str])

    @property
    def catalog(self) -> FakeTools:
        made_up = {name: fake_tool(name) for name in self.acts}
        return FakeTools(made_up | {tool.name: tool for tool in self.others})

    async def call(self, name: str, arguments: Arguments, session: Session, consent: Consent) -> Answer:
        self.users.append(session.user)
        return await self.acts.get(name, echo)(arguments, consent)
