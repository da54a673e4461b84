"""What a field usually is, by its name: where the document leaves one open, it often says it of its namesakes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal, cast, get_args

from procore_mcp.catalog.openapi.documented_action import DocumentedAction

Scalar = Literal["string", "integer", "number", "boolean"]
_SCALARS = frozenset[str](get_args(Scalar))
# So many calls have to agree, and none may say otherwise.
_ENOUGH = 3


def usual_kinds(actions: Iterable[DocumentedAction]) -> Mapping[str, Scalar]:
    """Of fields that are one value in every body that describes them, dates and choices too; files are none."""
    seen: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for action in actions:
        if action.body is not None:
            for place, shape, _ in action.body.shape.leaves(""):
                if shape.says_something:
                    seen[place.rpartition(".")[2]]["file" if shape.is_file else shape.kind] += 1
    return {
        name: cast("Scalar", kind)
        for name, kinds in seen.items()
        for kind, count in kinds.items()
        if len(kinds) == 1 and kind in _SCALARS and count >= _ENOUGH
    }
