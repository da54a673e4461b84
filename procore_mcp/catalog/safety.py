"""What a tool may do to Procore, from harmless to final."""

from __future__ import annotations

from enum import Enum, StrEnum
from functools import total_ordering


@total_ordering
class Safety(Enum):
    """`read` changes nothing; `write` can be changed back; `commit` notifies people, moves a workflow or touches money;
    `delete` takes a record away."""

    # Not a StrEnum: text brings an order of its own, in which "write" is worse than "delete".
    READ = "read"
    WRITE = "write"
    COMMIT = "commit"
    DELETE = "delete"

    def __str__(self) -> str:
        return self.value

    @property
    def rank(self) -> int:
        return _RANKS[self.value]

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, Safety) else NotImplemented

    @property
    def asks_first(self) -> bool:
        """A person confirms before it runs."""
        return self >= Safety.COMMIT


_RANKS = {safety.value: rank for rank, safety in enumerate(Safety)}


class Effect(StrEnum):
    """Which executor runs a tool: `read` and `delete` follow from safety, the others from how the record changes."""

    READ = "read"
    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
