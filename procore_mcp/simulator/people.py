"""Who may sign in, through which registered app."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """A Procore user; the same id in every company."""

    id: int
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Client:
    """A registered app. `service` marks one that signs in as itself, with client credentials."""

    id: str
    secret: str
    name: str
    redirect_uris: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token a request carries; no person for client credentials."""

    client_id: str
    person_id: int | None
