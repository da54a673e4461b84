"""How much of a reader's attention a value takes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import accumulate

from procore_mcp.api.messages import Json

CHARACTERS_PER_TOKEN = 4


def tokens(value: Json) -> int:
    """Estimated from compact JSON: a quarter of its characters, rounded up."""
    return -(-len(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) // CHARACTERS_PER_TOKEN)


def how_many_fit(values: Iterable[Json], room: int) -> int:
    """How many of the first `values` together take no more than `room` tokens, commas included."""
    return sum(taken <= room for taken in accumulate(tokens(value) + 1 for value in values))
