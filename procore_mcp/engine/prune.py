"""Answers without what says nothing."""

from __future__ import annotations

from procore_mcp.api.messages import Json


def prune(value: Json) -> Json:
    """No nulls, no empty texts, lists or objects, at any depth; false and 0 stay, they say something.

    The value itself comes back even when nothing is left of it.
    """
    if isinstance(value, dict):
        kept = {name: prune(part) for name, part in value.items() if part is not None}
        return {name: part for name, part in kept.items() if not _is_empty(part)}
    if isinstance(value, list):
        return [part for part in (prune(part) for part in value) if not _is_empty(part)]
    return value


def _is_empty(value: Json) -> bool:
    return value is None or value in ("", [], {})
