"""From the settings to the one who calls Procore."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import httpx2
import platformdirs

from procore_mcp.auth.account import Account
from procore_mcp.auth.bearer import Bearer, NotSetUp, StaticBearer
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.renewal import Renewal
from procore_mcp.auth.token_store import open_token_store
from procore_mcp.config.settings import Settings
from procore_mcp.errors import BadSetting
from procore_mcp.events import Watch, unwatched
from procore_mcp.state.protocol import State

_REGISTER = (
    "Register an app at developers.procore.com and set both to its credentials. "
    "Then, unless people sign in at PROCORE_PUBLIC_URL, run `procore-mcp login`."
)


def open_auth(
    settings: Settings, state: State, *, clock: Callable[[], float] = time.time, watch: Watch = unwatched
) -> httpx2.Auth:
    """How this machine's person signs requests: a ready token if one is set, else the kept sign-in.

    Never fails: who is not signed in hears of it with the first request, and may sign in meanwhile.
    """
    if settings.access_token is not None:
        return StaticBearer(settings.access_token)
    try:
        grants = open_grants(settings, clock=clock, watch=watch)
    except BadSetting as problem:
        return NotSetUp(problem.message, hint=problem.hint or _REGISTER)
    return Bearer(Renewal(open_account(settings, state), grants, clock=clock))


def open_grants(settings: Settings, *, clock: Callable[[], float] = time.time, watch: Watch = unwatched) -> Grants:
    """Raises BadSetting without a client id and secret."""
    if settings.client_id is None or settings.client_secret is None:
        raise BadSetting("PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET are not set.", hint=_REGISTER)
    return Grants(
        settings.procore,
        settings.client_id,
        settings.client_secret,
        settings.redirect_uri,
        pkce=settings.pkce,
        clock=clock,
        watch=watch,
    )


def open_account(settings: Settings, state: State, *, folder: Path | None = None) -> Account:
    """The one person of this machine, once per login server and app: sandbox and production are two accounts."""
    name = f"{settings.client_id} at {settings.procore.login_url}"
    store = open_token_store(
        settings.token_store, name=name, folder=folder or platformdirs.user_state_path("procore-mcp")
    )
    return Account(sha256(name.encode()).hexdigest()[:16], store, state)
