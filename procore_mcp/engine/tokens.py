"""How much of a reader's attention a value takes."""

from __future__ import annotations

import json

from procore_mcp.api.messages import Json

CHARACTERS_PER_TOKEN = 4


def tokens(value: Json) -> int:
    """Estimated from compact JSON: a quarter of its characters, rounded up."""
    return -(-len(json.dumps(value, ensure_ascii=False, separators=(",", ":"))) // CHARACTERS_PER_TOKEN)
