"""Secrets encrypted at rest: AES-256-GCM under keys that can be changed one after the other."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from procore_mcp.errors import Unsealable

FORMAT = b"\x01"
NAME_LENGTH = 8  # bytes of a key's name, which tells a wrong key from an altered text
NONCE_LENGTH = 12  # bytes; random ones stay apart for 2^32 texts under one key (NIST SP 800-38D, 8.3)
_PURPOSE = b"procore-mcp sealing 1"


class Sealing:
    """The first key seals, all open. `context` is not stored: who opens must name the same one, so that a sealed text
    is worthless anywhere but where it belongs.

    A sealed text is format (1 byte), name of the key (8), nonce (12), ciphertext with its tag.
    """

    def __init__(self, keys: Sequence[bytes]) -> None:
        derived = [_derived(key) for key in keys]
        self._ciphers = {_name(key): AESGCM(key) for key in derived}
        self._newest = _name(derived[0])

    def seal(self, value: bytes, *, context: str = "") -> bytes:
        head = FORMAT + self._newest
        nonce = os.urandom(NONCE_LENGTH)
        return head + nonce + self._ciphers[self._newest].encrypt(nonce, value, head + context.encode())

    def unseal(self, sealed: bytes, *, context: str = "") -> bytes:
        """Raises Unsealable."""
        head, nonce, rest = _parts(sealed)
        cipher = self._ciphers.get(head[1:])
        if not head.startswith(FORMAT) or len(nonce) < NONCE_LENGTH:
            raise _altered()
        if cipher is None:
            raise _unknown_key()
        try:
            return cipher.decrypt(nonce, rest, head + context.encode())
        except InvalidTag:
            raise _altered() from None

    def is_current(self, sealed: bytes) -> bool:
        """Sealed with the newest key; anything else is better sealed again."""
        return sealed.startswith(FORMAT + self._newest)


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    head = len(FORMAT) + NAME_LENGTH
    return sealed[:head], sealed[head : head + NONCE_LENGTH], sealed[head + NONCE_LENGTH :]


def _derived(key: bytes) -> bytes:
    """The same setting serves other purposes too, each under a key of its own."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key)


def _name(derived: bytes) -> bytes:
    return sha256(_PURPOSE + derived).digest()[:NAME_LENGTH]


def _unknown_key() -> Unsealable:
    return Unsealable(
        "A kept secret was sealed with a key that PROCORE_ENCRYPTION_KEY does not hold.",
        hint="For whoever runs this: add the earlier key to PROCORE_ENCRYPTION_KEY, after the newest and a comma, "
        "and give all replicas the same list. If that key is lost, run `procore-mcp revoke --all` and let everybody "
        "sign in again.",
        is_key_unknown=True,
    )


def _altered() -> Unsealable:
    return Unsealable(
        "A kept secret is not what was sealed there: it was cut, altered or moved.",
        hint="Sign in again. If that happens to many, restore the state store from a backup and see who writes to it.",
        is_key_unknown=False,
    )
