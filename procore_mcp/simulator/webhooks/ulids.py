"""Identifiers that sort by the moment they were made."""

from __future__ import annotations

from random import Random

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 26


def new_ulid(seconds: float, dice: Random) -> str:
    """48 bits of milliseconds since 1970 and 80 of chance, in Crockford's alphabet."""
    number = (int(seconds * 1000) << 80) | dice.getrandbits(80)
    return "".join(_CROCKFORD[number >> 5 * place & 31] for place in reversed(range(_LENGTH)))
