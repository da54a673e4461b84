"""Procore behind us: where people really sign in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import cast

from procore_mcp.api.messages import Json, Sender
from procore_mcp.auth.account import Account
from procore_mcp.auth.browser import mint
from procore_mcp.auth.grants import Authorization, Grants
from procore_mcp.auth.sign_out import at_any_rate, sign_out
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.vault import Vault
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.one_line import one_line
from procore_mcp.engine.session import Session
from procore_mcp.errors import NotAllowed, ProcoreMcpError, SignInRequired, Unsealable

MOST_COMPANIES = 100  # on one page


@dataclass(frozen=True, slots=True)
class Identity:
    """`user` is Procore's id of the person."""

    user: str
    name: str
    login: str


@dataclass(frozen=True, slots=True)
class Upstream:
    """`as_owner` gives a sender that signs with these very tokens; `vault` is where everybody's tokens are kept;
    `companies` are the only ones whose people may come in, if there are any."""

    grants: Grants
    engine: Engine
    vault: Vault
    as_owner: Callable[[TokenSet], Sender]
    companies: frozenset[int] = frozenset()

    def account(self, user: str) -> Account:
        return Account(user, self.vault.of(user), self.vault.state)

    def authorization(self) -> Authorization:
        return self.grants.authorization(mint)

    async def receive(self, code: str, verifier: str | None, meet: Callable[[Identity], Awaitable[None]]) -> Identity:
        """Whoever Procore says has signed in; their tokens are kept when this returns, and nowhere if it raises.

        `meet` hears of them just before: whoever looks for tokens of nobody sees both or neither. Raises NotAllowed for
        somebody of another company, and whatever Procore's answers raise.
        """
        tokens = await self.grants.exchange(code, verifier)
        session = Session("somebody", self.as_owner(tokens))
        try:
            identity = await self._identity(session)
            await self._must_belong(identity, session)
            account = self.account(identity.user)
            async with account.exclusive():
                await meet(identity)
                await account.store.save(tokens)
        except BaseException:
            await self._give_back(tokens)
            raise
        return identity

    async def users(self) -> list[str]:
        """Everybody whose tokens are kept."""
        return await self.vault.users()

    async def is_alive(self, user: str) -> bool:
        """Whether there is anything left that could be renewed. Waits for a renewal that is under way."""
        account = self.account(user)
        async with account.exclusive():
            try:
                kept = await account.store.load()
            except SignInRequired:
                return False
        return kept is not None and kept.refresh_token is not None

    async def forget(
        self, user: str, *, only_if: Callable[[], Awaitable[bool]] = at_any_rate
    ) -> ProcoreMcpError | None:
        """See `sign_out`. Tokens whose key is lost go too, although Procore cannot be told which they were."""
        try:
            return await sign_out(self.account(user), self.grants, only_if=only_if)
        except Unsealable as problem:
            await self.vault.forget(user)
            return problem

    async def _identity(self, session: Session) -> Identity:
        answer = await self.engine.call("show_my_profile", {}, session)
        record = cast("Mapping[str, Json]", answer.data["record"])
        login = one_line(str(record.get("login") or ""))
        return Identity(str(record["id"]), one_line(str(record.get("name") or login)), login)

    async def _must_belong(self, identity: Identity, session: Session) -> None:
        if self.companies and not self.companies & await self._companies(session):
            raise NotAllowed(
                f"{identity.name} ({identity.login}) does not work in a company that this server is for.",
                hint="Sign out of Procore in this browser if that is not you, and begin again in your program.",
            )

    async def _companies(self, session: Session) -> set[int]:
        found: set[int] = set()
        more: Mapping[str, object] | None = {"page_size": MOST_COMPANIES}
        while more is not None:
            answer = await self.engine.call("list_companies", more, session)
            found |= {int(str(item["id"])) for item in cast("list[dict[str, Json]]", answer.data["items"])}
            more = cast("Mapping[str, object] | None", answer.data.get("next"))
        return found

    async def _give_back(self, tokens: TokenSet) -> None:
        for token in filter(None, (tokens.refresh_token, tokens.access_token)):
            try:
                await self.grants.revoke(token)
            except ProcoreMcpError:
                continue  # nobody keeps it, so it ends by itself
