"""Programs that people may sign in with: those that registered here, and those that published themselves."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Protocol, cast

from procore_mcp.server.oauth.client import Client, described
from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.refusal import Refusal
from procore_mcp.server.oauth.shelf import Shelf
from procore_mcp.state.protocol import State

UNUSED_LIFETIME = 86_400.0  # seconds for which a registration waits for its first sign-in
USED_LIFETIME = 90 * 86_400.0  # seconds after the last token; longer than a refresh token lives without any use
FAILURE_LIFETIME = 60.0  # seconds before a document that could not be read is fetched again
SHORTEST, USUAL, LONGEST = 300.0, 3_600.0, 86_400.0  # seconds for which a document is believed


class Document(Protocol):
    """A client-id metadata document as it came; `fresh_for` in seconds, None where its server did not say."""

    @property
    def content(self) -> bytes: ...

    @property
    def fresh_for(self) -> float | None: ...


Fetch = Callable[[str], Awaitable[Document | None]]


class Clients:
    """`fetch` gives None for an address that it would not or could not read.

    Anybody can publish as many documents as they like, so one that is read counts and lives as a registration does.
    """

    def __init__(self, state: State, fetch: Fetch) -> None:
        self._registered = Shelf(state, "client", Client, life=UNUSED_LIFETIME)
        self._published = Shelf(state, "document", Client, life=LONGEST)
        self._met = Shelf(state, "newcomer", Client, life=UNUSED_LIFETIME)
        self._known = Shelf(state, "publisher", Client, life=USED_LIFETIME)
        self._unreadable = Shelf(state, "unreadable", bool, life=FAILURE_LIFETIME)
        self._fetch = fetch

    async def find(self, client_id: str, admit: Callable[[], Awaitable[None]]) -> Client | None:
        """A client that asks for something new: what it says about itself must be fresh. `admit` is asked before
        anything is fetched, and raises what stands against it."""
        if not is_address(client_id):
            return await self._registered.get(digest(client_id))
        key = digest(client_id)
        return await self._published.get(key) or await self._fetched(client_id, key, admit)

    async def known(self, client_id: str) -> Client | None:
        """A client that comes back with what it was given. Nothing is fetched: its own server may be away, and nobody
        should be signed out for that."""
        key = digest(client_id)
        if not is_address(client_id):
            return await self._registered.get(key)
        return await self._known.get(key) or await self._met.get(key)

    async def register(self, client: Client) -> None:
        await self._registered.put(digest(client.id), client)

    async def keep(self, client: Client) -> None:
        """Somebody works with it: it no longer counts as a registration that was never used."""
        shelf = self._known if is_address(client.id) else self._registered
        await shelf.put(digest(client.id), client, life=USED_LIFETIME)

    async def forget(self, client_id: str) -> None:
        for shelf in (self._registered, self._published, self._met, self._known):
            await shelf.take(digest(client_id))

    async def _fetched(self, address: str, key: str, admit: Callable[[], Awaitable[None]]) -> Client | None:
        if await self._unreadable.get(key):
            return None
        await admit()
        document = await self._fetch(address)
        client = _published(address, document.content) if document else None
        if client is None or document is None:
            await self._unreadable.put(key, True)  # noqa: FBT003 - a value that is put
            return None
        life = USUAL if document.fresh_for is None else document.fresh_for
        await self._published.put(key, client, life=min(max(life, SHORTEST), LONGEST))
        await self._met.put(key, client)
        if await self._known.get(key):
            await self._known.put(key, client)
        return client


def is_address(client_id: str) -> bool:
    return client_id.startswith("https://")


def _published(address: str, content: bytes) -> Client | None:
    """None unless the document is about the client whose id is its own address, and who keeps no secret here."""
    try:
        metadata = cast("object", json.loads(content))
    except (ValueError, RecursionError):
        return None
    if not isinstance(metadata, dict) or not _is_its_own(address, told := cast("Mapping[str, object]", metadata)):
        return None
    try:
        return described(address, told)
    except Refusal:
        return None


def _is_its_own(address: str, metadata: Mapping[str, object]) -> bool:
    proves_nothing = metadata.get("token_endpoint_auth_method", "none") == "none" and "client_secret" not in metadata
    return metadata.get("client_id") == address and proves_nothing
