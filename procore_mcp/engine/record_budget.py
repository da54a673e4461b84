"""A record that is too long for one answer: what is left out is named, and JSON is never cut in the middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from procore_mcp.api.messages import Json
from procore_mcp.engine.tokens import CHARACTERS_PER_TOKEN, how_many_fit, tokens

_MOST_NAMED = 8
_STATEMENT = 45  # tokens that one statement about a field may take
_LEAST = 20  # tokens below which a piece of a text or a list is not worth showing
_LEAST_OBJECT = 4 * _STATEMENT  # an object cut short holds statements of its own
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
    room = limit - _STATEMENT * min(len(record), _MOST_NAMED + 1)
    chosen = {name: part for name, part in record.items() if asked is None or name in asked}
    others = {name: part for name, part in record.items() if name not in chosen}
    whole = _smallest(others, max(room // 4, room - _cost(chosen)))
    short, statements = _shortened(chosen, max(room - _cost(whole), 0))
    statements |= _left_out({name: part for name, part in others.items() if name not in whole}, paths or {})
    shown = {**whole, **short}
    return {**{name: shown[name] for name in record if name in shown}, "omitted": _first_few(statements)}


def _cost(fields: Record) -> int:
    return sum(tokens(name) + 1 + tokens(part) for name, part in fields.items())


def _smallest(fields: Record, limit: int) -> Record:
    """As many fields as fit when the largest are left out."""
    by_size = sorted(fields, key=lambda name: tokens(fields[name]))
    taken = accumulate(_cost({name: fields[name]}) for name in by_size)
    return {name: fields[name] for name, total in zip(by_size, taken, strict=True) if total <= limit}


def _left_out(fields: Record, paths: Mapping[str, str]) -> dict[str, str]:
    """The largest first."""
    by_size = sorted(fields, key=lambda name: -tokens(fields[name]))
    return {name: f'{_measure(fields[name])}; ask with fields=["{paths.get(name, name)}"]' for name in by_size}


def _shortened(fields: Record, limit: int) -> tuple[Record, dict[str, str]]:
    """Short fields stay whole; long ones share evenly what the short ones leave."""
    short: Record = {}
    statements: dict[str, str] = {}
    room = limit
    by_size = sorted(fields, key=lambda name: tokens(fields[name]))
    for position, name in enumerate(by_size):
        share = room // (len(by_size) - position) - tokens(name) - 1
        part, statement = _piece(fields[name], share)
        if statement is not None:
            statements[name] = statement
        if part is not None or statement is None:
            short[name] = part
            room -= _cost({name: part})
    return short, statements


def _piece(value: Json, limit: int) -> tuple[Json, str | None]:
    """As much of `value` as fits, and what is missing; None when no sensible piece fits."""
    if tokens(value) <= limit:
        return value, None
    if isinstance(value, str) and limit >= _LEAST:
        text = _start(value, limit)
        return text, f"only the first {len(text):,} of {len(value):,} characters are shown"
    if isinstance(value, list) and limit >= _LEAST:
        items = _first_items(value, limit)
        return items or None, f"only the first {len(items)} of {len(value):,} items are shown"
    if isinstance(value, dict) and limit >= _LEAST_OBJECT:
        return fit_record(value, limit), "only a part is shown"
    return None, _measure(value)


def _first_items(items: list[Json], limit: int) -> list[Json]:
    """Whole ones; when not even one fits, a piece of the first."""
    count = how_many_fit(items, limit - 1)
    piece = None if count else _piece(items[0], limit - 1)[0]
    return items[:count] if piece is None else [piece]


def _start(text: str, limit: int) -> str:
    start = text[: limit * CHARACTERS_PER_TOKEN]
    while tokens(start) > limit:  # quotes and backslashes count twice
        start = start[: len(start) * 7 // 8]
    return start


def _measure(value: Json) -> str:
    size = f"about {tokens(value):,} tokens"
    if isinstance(value, str):
        return f"{len(value):,} characters, {size}"
    if isinstance(value, (list, dict)):
        return f"{len(value):,} {'items' if isinstance(value, list) else 'fields'}, {size}"
    return size


def _first_few(statements: Mapping[str, str]) -> Record:
    named: Record = dict(list(statements.items())[:_MOST_NAMED])
    rest = len(statements) - len(named)
    return {**named, "and": f"{rest} more fields"} if rest else named
