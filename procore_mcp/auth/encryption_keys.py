"""The keys of the setting: the newest seals, all of them open."""

from __future__ import annotations

import base64
import binascii
import re

from pydantic import SecretStr

from procore_mcp.config.settings import Settings
from procore_mcp.errors import BadSetting

LENGTH = 32  # bytes
NEW_KEY = 'python3 -c "import secrets; print(secrets.token_urlsafe(32))"'
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]+={0,2}")


def encryption_keys(settings: Settings) -> tuple[bytes, ...]:
    """32 bytes each, newest first. Raises BadSetting when there is none, or one that is not a key."""
    if not settings.encryption_key:
        raise BadSetting(
            "PROCORE_ENCRYPTION_KEY is not set, and what people entrust to this server must be kept encrypted.",
            hint=f"Make a key with {NEW_KEY}, keep it where you keep passwords, and give all replicas the same one.",
        )
    return tuple(_key(number, text) for number, text in enumerate(settings.encryption_key, start=1))


def _key(number: int, secret: SecretStr) -> bytes:
    """Base64 with either alphabet, padded or not, as the usual tools print it."""
    text = secret.get_secret_value()
    try:
        if not _BASE64.fullmatch(text):
            raise _bad(number)
        key = base64.urlsafe_b64decode(text.rstrip("=").translate(_URL_SAFE) + "==")
    except binascii.Error:
        raise _bad(number) from None
    if len(key) != LENGTH:
        raise _bad(number)
    return key


_URL_SAFE = str.maketrans("+/", "-_")


def _bad(number: int) -> BadSetting:
    return BadSetting(
        f"PROCORE_ENCRYPTION_KEY: key {number} of the list is not {LENGTH} bytes in base64.",
        hint=f"Make a key with {NEW_KEY}. Several keys are separated by commas, the newest first.",
    )
