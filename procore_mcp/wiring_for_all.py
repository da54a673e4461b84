"""Puts the parts together for everybody who signs in; a module of its own, as most commands need none of it."""

from __future__ import annotations

import hmac
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from pydantic import SecretStr

from procore_mcp.api.client import Client
from procore_mcp.api.clock import Clock, SystemClock
from procore_mcp.api.pacer import Pacer
from procore_mcp.api.published import Reader
from procore_mcp.auth.bearer import Bearer, StaticBearer
from procore_mcp.auth.encryption_keys import encryption_keys
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.open import open_grants
from procore_mcp.auth.renewal import Renewal
from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.vault import Vault
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.config.settings import Settings
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.errors import BadSetting
from procore_mcp.events import Watch, unwatched
from procore_mcp.server.oauth import grants as ours
from procore_mcp.server.oauth.addresses import CALLBACK, Addresses
from procore_mcp.server.oauth.authorization_server import AuthorizationServer, mint
from procore_mcp.server.oauth.callers import Callers
from procore_mcp.server.oauth.clients import Clients
from procore_mcp.server.oauth.pages import Terms
from procore_mcp.server.oauth.people import People
from procore_mcp.server.oauth.sign_ins import SignIns
from procore_mcp.server.oauth.upstream import Upstream
from procore_mcp.state.protocol import State
from procore_mcp.wiring import Parts, open_parts


@dataclass(frozen=True, slots=True)
class WiredForAll:
    """What a server of many people needs. `question_keys` seal the questions that any replica may put and read."""

    settings: Settings
    engine: Engine
    surface: tuple[Tool, ...]
    state: State
    callers: Callers
    authorization: AuthorizationServer
    pacer: Pacer
    question_keys: Sequence[bytes] = field(repr=False)


@asynccontextmanager
async def wired_for_all(
    settings: Settings, *, clock: Clock | None = None, reader: Reader | None = None, watch: Watch = unwatched
) -> AsyncGenerator[WiredForAll]:
    """The same for everybody who signs in at PROCORE_PUBLIC_URL. `reader` reads what clients publish about themselves;
    `watch` hears of all that happens.

    Raises BadSetting without an address, an app of ours at Procore, or a key; and BadToolFile.
    """
    addresses, grants, keys = _addresses(settings), _grants(settings, clock, watch), encryption_keys(settings)
    async with open_parts(settings, clock or SystemClock(), watch, newcomers=1) as parts:
        server = _authorization(parts, addresses, grants, Sealing(keys), reader or Reader())
        questions = [hmac.digest(key, b"procore-mcp questions 1", "sha256") for key in keys]
        callers = Callers(_sessions(parts, server.upstream), server.sign_ins.end_if_over)
        yield WiredForAll(settings, parts.engine, parts.surface, parts.state, callers, server, parts.pacer, questions)


def _authorization(
    parts: Parts, addresses: Addresses, grants: Grants, sealing: Sealing, reader: Reader
) -> AuthorizationServer:
    settings, state, now = parts.settings, parts.state, parts.clock.now
    upstream = _upstream(parts, Vault(state, sealing), grants)
    return AuthorizationServer(
        addresses,
        state,
        sealing,
        Clients(state, reader.read),
        SignIns(People(state), ours.Grants(state, sealing, now, mint), upstream),
        upstream,
        Terms(Safety(settings.allowed), settings.confirm == "ask"),
        now,
    )


def _sessions(parts: Parts, upstream: Upstream) -> Callable[[str], Session]:
    """Each person signs with their own tokens, and shares nothing with others but the pool and the budget."""

    def session_of(user: str) -> Session:
        renewal = Renewal(upstream.account(user), upstream.grants, clock=parts.clock.now)
        return parts.session(user, Bearer(renewal))

    return session_of


def _upstream(parts: Parts, vault: Vault, grants: Grants) -> Upstream:
    def as_owner(tokens: TokenSet) -> Client:
        return parts.client("", StaticBearer(SecretStr(tokens.access_token)))

    return Upstream(grants, parts.engine, vault, as_owner, parts.settings.companies)


def _addresses(settings: Settings) -> Addresses:
    if settings.public_url is None:
        raise BadSetting(
            "PROCORE_PUBLIC_URL is not set, so nobody could sign in here.",
            hint="Set it to the https:// address under which people reach this server, without a path.",
        )
    return Addresses(settings.public_url)


def _grants(settings: Settings, clock: Clock | None, watch: Watch) -> Grants:
    """Our app at Procore, with the one address that it comes back to."""
    grants = open_grants(settings, clock=(clock or SystemClock()).now, watch=watch)
    return replace(grants, redirect_uri=_addresses(settings).at(CALLBACK))
