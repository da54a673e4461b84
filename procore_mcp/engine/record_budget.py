"""A record that is too long for one answer: what is left out is named, and JSON is never cut in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from procore_mcp.api.messages import Json
from procore_mcp.engine.tokens import CHARACTERS_PER_TOKEN, tokens

_MOST_NAMED = 8
_STATEMENT = 45  # tokens that one statement about a field may take
_LEAST = 20  # below this many tokens a piece of a field is not worth showing
Record = dict[str, Json]


def fit_record(
    record: Json, limit: int, *, asked: Sequence[str] | None = None, paths: Mapping[str, str] | None = None
) -> Json:
    """`record` in at most `limit` tokens (from about 500 on; less cannot hold the statements themselves).

    With `asked`, the fields that the caller asked for by name, the largest of the others go first, each with the words
    to ask for it; `paths` are their names in Procore's record where ours differ. With None the caller cannot ask for
    fields, so all are shortened alike.
    """
    if tokens(record) <= limit:
        return record
    if not isinstance(record, dict):
        return fit_record({"value": record}, limit)
    chosen = {name: part for name, part in record.items() if asked is None or name in asked}
    others = {name: part for name, part in record.items() if name not in chosen}
    room = limit - _STATEMENT * min(len(record), _MOST_NAMED + 1)
    kept = _without_largest(others, max(room // 4, room - tokens(cast("Json", chosen))))
    short, statements = _shortened(chosen, max(room - tokens(cast("Json", kept)), 0))
    dropped = {
        name: others[name] for name in sorted(others, key=lambda name: -tokens(others[name])) if name not in kept
    }
    for name, part in dropped.items():
        statements[name] = (
            f'{_measure(part)}, about {tokens(part)} tokens; ask with fields=["{(paths or {}).get(name, name)}"]'
        )
    shown = {name: short[name] if name in short else kept[name] for name in record if name in short or name in kept}
    return {**shown, "omitted": _first_few(statements)}


def _without_largest(fields: Record, limit: int) -> Record:
    kept = dict(fields)
    for name in sorted(fields, key=lambda name: -tokens(fields[name])):
        if tokens(cast("Json", kept)) <= limit:
            break
        del kept[name]
    return kept


def _shortened(fields: Record, limit: int) -> tuple[Record, dict[str, str]]:
    """Short fields stay whole; long ones share evenly what the short ones leave."""
    short: Record = {}
    statements: dict[str, str] = {}
    room = limit
    by_size = sorted(fields, key=lambda name: tokens(fields[name]))
    for position, name in enumerate(by_size):
        share = room // (len(by_size) - position) - tokens(name) - 1
        part, statement = _piece(fields[name], share)
        if statement:
            statements[name] = statement
        if part is not None:
            short[name] = part
            room -= tokens(part) + tokens(name) + 1
    return short, statements


def _piece(value: Json, limit: int) -> tuple[Json, str | None]:
    """As much of `value` as fits, and what is missing; None when no sensible piece fits."""
    if tokens(value) <= limit:
        return value, None
    if limit < _LEAST:
        return None, f"{_measure(value)}, about {tokens(value)} tokens"
    if isinstance(value, str):
        text = _start(value, limit)
        return text, f"only the first {len(text):,} of {len(value):,} characters are shown"
    if isinstance(value, list):
        return _first_items(value, limit)
    if limit < _STATEMENT * 4:
        return None, f"{_measure(value)}, about {tokens(value)} tokens"
    return fit_record(value, limit), "only a part is shown"


def _first_items(items: list[Json], limit: int) -> tuple[Json, str]:
    shown: list[Json] = []
    room = limit - 1
    for item in items:
        room -= tokens(item) + 1
        if room < 0:
            break
        shown.append(item)
    if not shown:
        first, _ = _piece(items[0], limit - 1)
        shown = [] if first is None else [first]
    return shown or None, f"only the first {len(shown)} of {len(items):,} items are shown"


def _start(text: str, limit: int) -> str:
    start = text[: limit * CHARACTERS_PER_TOKEN]
    while tokens(start) > limit:  # quotes and backslashes count twice
        start = start[: len(start) * 7 // 8]
    return start


def _measure(value: Json) -> str:
    if isinstance(value, str):
        return f"{len(value):,} characters"
    if isinstance(value, (list, dict)):
        return f"{len(value):,} {'items' if isinstance(value, list) else 'fields'}"
    return "one value"


def _first_few(statements: Mapping[str, str]) -> Record:
    named: Record = dict(list(statements.items())[:_MOST_NAMED])
    rest = len(statements) - len(named)
    return {**named, "and": f"{rest} more fields"} if rest else named
