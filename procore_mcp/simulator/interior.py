"""Everything inside a simulated Procore, before any host is built around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol

import anyio

from procore_mcp.simulator.faults import Faults
from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.kept import Kept
from procore_mcp.simulator.oauth.tokens import Pair, Tokens
from procore_mcp.simulator.people import Caller, Client, Person
from procore_mcp.simulator.rates import Rates
from procore_mcp.simulator.report import Report
from procore_mcp.simulator.settings import OUT_OF_BAND, Origins, Settings
from procore_mcp.simulator.storage.blob import Blob, StoredBlob
from procore_mcp.simulator.storage.uploads import Uploads
from procore_mcp.simulator.store import Store
from procore_mcp.simulator.webhooks.outbox import Deliver, Outbox
from procore_mcp.simulator.webhooks.posting import post


class SignsIn(Protocol):
    """A person of the world who can sign in."""

    @property
    def user_id(self) -> int: ...
    @property
    def login(self) -> str: ...
    @property
    def name(self) -> str: ...


class World(Protocol):
    """What a simulator is filled with; records point at their files by the keys of `blobs`."""

    @property
    def records(self) -> Mapping[str, Sequence[Record]]: ...
    @property
    def blobs(self) -> Mapping[str, Blob]: ...
    @property
    def people_who_sign_in(self) -> Sequence[SignsIn]: ...


DEFAULT_CLIENT = Client(
    id="simulated-client-id-0d2f6b7c4e9a41d8",
    secret="simulated-client-secret-3b5e8a10c7f2",  # noqa: S106  opens nothing but a simulator
    name="procore-mcp",
    redirect_uris=("http://localhost", "http://localhost:8765/callback", OUT_OF_BAND),
)


class Interior:
    """Holds all state; `clock` gives Unix seconds, `sleep` is for scripted delays only, `deliver` sends webhooks."""

    def __init__(
        self,
        world: World,
        clock: Callable[[], float],
        *,
        seed: int = 1,
        settings: Settings | None = None,
        origins: Origins | None = None,
        clients: Sequence[Client] = (DEFAULT_CLIENT,),
        sleep: Callable[[float], Awaitable[None]] = anyio.sleep,
        kept: Kept | None = None,
        deliver: Deliver = post,
    ) -> None:
        self.clock, self.seed, self.sleep = clock, seed, sleep
        self.settings, self.origins = settings or Settings(), origins or Origins()
        self.clients = {client.id: client for client in clients}
        self.people = {item.user_id: Person(item.user_id, item.login, item.name) for item in world.people_who_sign_in}
        self.store = Store(kept.records, kept.next_id, world.records) if kept else Store(world.records)
        self.tokens = Tokens(clock, seed, lambda: self.settings.access_token_life, kept.issued if kept else None)
        self.rates = Rates(clock, self.settings)
        self.faults, self.report = Faults(), Report()
        self._of_the_world = world.blobs
        self.blobs: dict[str, Blob] = {**world.blobs, **(kept.blobs if kept else {})}
        self.uploads = Uploads(self.blobs, clock, seed, kept.uploads if kept else ())
        self.outbox = Outbox(self.store, clock, self.settings, deliver)

    def keep(self, day: dt.date) -> Kept:
        """All that was changed since the world of this day was built, to be given to another simulator as `kept`."""
        uploaded = {key: blob for key, blob in self.blobs.items() if key not in self._of_the_world}
        return Kept(
            format=2,
            seed=self.seed,
            day=day,
            next_id=self.store.next_id,
            records=self.store.records(),
            blobs={key: StoredBlob(blob.name, blob.content_type, blob.data) for key, blob in uploaded.items()},
            uploads=[*self.uploads],
            issued=self.tokens.issued,
        )

    @property
    def client(self) -> Client:
        """The first registered app, which tests and demos use."""
        return next(iter(self.clients.values()))

    def sign_in(self, person_id: int | None = None) -> Pair:
        """A token pair as a finished sign-in gives it, for the first person unless another is named."""
        person = person_id if person_id is not None else next(iter(self.people))
        return self.tokens.issue(Caller(self.client.id, person))
