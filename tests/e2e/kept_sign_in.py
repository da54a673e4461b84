"""A sign-in as `procore-mcp login` leaves it on the machine."""

from __future__ import annotations

from procore_mcp.auth.account import Account
from procore_mcp.auth.open import open_account
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.config.settings import Settings
from procore_mcp.simulator.oauth.tokens import Pair
from procore_mcp.state.open import open_state
from tests.e2e.site import Site


def account_of(settings: Settings) -> Account:
    return open_account(settings, open_state("sqlite://"))


async def keep(settings: Settings, pair: Pair, *, expires_at: float) -> None:
    """`expires_at` in Unix seconds."""
    assert pair.refresh_token is not None
    await account_of(settings).store.save(TokenSet(pair.access_token, pair.refresh_token, expires_at))


async def keep_expired(site: Site, settings: Settings) -> Pair:
    """Signs the engineer in, long ago: the access token is over, for the machine as for Procore."""
    pair = site.simulator.sign_in()
    site.simulator.tokens.expire_access()
    await keep(settings, pair, expires_at=site.clock.now() - 3600)
    return pair


def renewals(site: Site) -> list[int]:
    """The statuses of all requests for tokens, 0 for those whose answer was lost."""
    return [seen.status for seen in site.simulator.report if (seen.app, seen.path) == ("login", "/oauth/token")]
