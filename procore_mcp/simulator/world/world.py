"""What a built world is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.painted import Painted


class SignIn(NamedTuple):
    """A person that the simulated login page offers."""

    user_id: int
    login: str
    name: str


@dataclass(frozen=True, slots=True)
class Blob:
    """Contents of a stored file; records point at it by its key."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class World:
    """Everything that the simulated Procore knows at its start.

    `records` holds one list per resource, each record in the shape of the documented show response plus bookkeeping
    keys that start with an underscore. The records are the caller's to change; a second build shares nothing with them.
    """

    seed: int
    today: dt.date
    records: dict[str, list[Record]]
    blobs: dict[str, Blob | Painted]
    people_who_sign_in: list[SignIn]
