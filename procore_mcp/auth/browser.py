"""Signing in through the browser of the person."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

import anyio
from anyio import to_thread
from anyio.streams.memory import MemoryObjectReceiveStream

from procore_mcp.auth import page
from procore_mcp.auth.account import Account
from procore_mcp.auth.callback import NotOurs, code_in, code_in_paste
from procore_mcp.auth.grants import Authorization, Grants
from procore_mcp.auth.loopback import Loopback, Visit, loopback_address, open_loopback
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.config.settings import OUT_OF_BAND
from procore_mcp.errors import ProcoreMcpError

PATIENCE = 300.0  # seconds that a person gets for Procore's pages
Complete = Callable[[str], Awaitable[TokenSet]]


@dataclass(frozen=True, slots=True)
class Person:
    """How to reach the one who signs in: `open_browser` takes an address, `ask` a question whose answer it gives."""

    open_browser: Callable[[str], object]
    ask: Callable[[str], str]
    announce: Callable[[str], None]


def mint() -> str:
    return secrets.token_urlsafe(48)


async def sign_in(
    account: Account, grants: Grants, person: Person, *, paste: bool = False, mint: Callable[[], str] = mint
) -> TokenSet:
    """Tokens of the person who signed in, kept in the account's store already.

    The browser comes back to this program where the redirect address names a free port of this machine. Everywhere
    else, or with `paste`, the person copies what the browser shows. Raises SignInRequired when the person refused, gave
    up or pasted something else, and what Grants and the store raise.
    """
    authorization = grants.authorization(mint)
    complete = partial(_complete, account, grants, authorization)
    loopback = None if paste else await _listen(grants.redirect_uri, person)
    if loopback is None:
        return await _by_paste(authorization, complete, person, shows_code=grants.redirect_uri == OUT_OF_BAND)
    return await _by_loopback(authorization, complete, person, loopback)


async def _complete(account: Account, grants: Grants, authorization: Authorization, code: str) -> TokenSet:
    tokens = await grants.exchange(code, authorization.verifier)
    async with account.exclusive():
        await account.store.save(tokens)
    return tokens


async def _listen(redirect_uri: str, person: Person) -> Loopback | None:
    address = loopback_address(redirect_uri)
    if address is None:
        return None
    loopback = await open_loopback(address)
    if loopback is None:
        person.announce(f"Port {address.port} of this machine is not free, so the browser cannot come back by itself.")
    return loopback


async def _by_paste(authorization: Authorization, complete: Complete, person: Person, *, shows_code: bool) -> TokenSet:
    person.announce(f"Sign in to Procore in your browser:\n{authorization.url}")
    # Both may block: nothing else runs in the meantime, and Ctrl-C reaches the question.
    person.open_browser(authorization.url)
    answer = person.ask(
        "Paste the code that Procore shows"
        if shows_code
        else "The browser ends on a page that does not load. Paste its whole address"
    )
    try:
        code = code_in_paste(answer, authorization.state)
    except NotOurs:
        raise sign_in_required("What was pasted is not the answer to this sign-in.") from None
    return await complete(code)


async def _by_loopback(
    authorization: Authorization, complete: Complete, person: Person, loopback: Loopback
) -> TokenSet:
    person.announce(f"Sign in to Procore in your browser. If it does not open, go to:\n{authorization.url}")
    outcome = sign_in_required("Nobody came back from Procore's sign-in page within five minutes.")
    arriving, visits = anyio.create_memory_object_stream[Visit]()
    async with arriving, visits, anyio.create_task_group() as tasks:
        tasks.start_soon(loopback.serve, arriving)
        tasks.start_soon(_open_browser, person, authorization.url)
        with anyio.move_on_after(PATIENCE):
            outcome = await _outcome(visits, authorization.state, complete)
        tasks.cancel_scope.cancel()
    if isinstance(outcome, ProcoreMcpError):
        raise outcome
    return outcome


async def _open_browser(person: Person, url: str) -> None:
    # A browser that runs in the terminal keeps its thread until it is closed.
    await to_thread.run_sync(person.open_browser, url, abandon_on_cancel=True)


async def _outcome(
    visits: MemoryObjectReceiveStream[Visit], state: str, complete: Complete
) -> TokenSet | ProcoreMcpError:
    """Errors are values here, as a task group would wrap them."""
    while True:
        outcome = await _settled(await visits.receive(), state, complete)
        if outcome is not None:
            return outcome


async def _settled(visit: Visit, state: str, complete: Complete) -> TokenSet | ProcoreMcpError | None:
    """None for a visit that belongs to another sign-in."""
    try:
        tokens = await complete(code_in(visit.query, state))
    except NotOurs:
        await visit.show(page.not_ours())
        return None
    except ProcoreMcpError as problem:
        await visit.show(page.not_signed_in(problem.message))
        return problem
    await visit.show(page.signed_in())
    return tokens
