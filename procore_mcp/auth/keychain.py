"""Tokens in the keychain of the operating system."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import anyio
from anyio import to_thread

from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.errors import BadSetting

T = TypeVar("T")

SERVICE = "procore-mcp"
DEADLINE = 20.0  # seconds; a locked keychain may be asking a person who is not there


class Keychain:
    """One entry, `name`.

    Every call raises BadSetting when this machine has no keychain, or one that fails. Windows is one: an entry there
    has room for 1,280 characters, and Procore's tokens together are longer.
    """

    def __init__(self, name: str) -> None:
        self._name = name

    async def load(self) -> TokenSet | None:
        """Raises SignInRequired when the entry holds something else."""
        text = await _in_time(self._read)
        try:
            return None if text is None else TokenSet.from_json(text.encode())
        except ValueError:
            raise sign_in_required("The saved sign-in in the keychain cannot be read.") from None

    async def save(self, tokens: TokenSet) -> None:
        text = tokens.to_json().decode()
        await _in_time(lambda: self._write(text))

    async def clear(self) -> None:
        await _in_time(self._remove)

    def _read(self) -> str | None:
        import keyring  # noqa: PLC0415 - looks for backends, which takes long; most starts need none

        return keyring.get_password(SERVICE, self._name)

    def _write(self, text: str) -> None:
        import keyring  # noqa: PLC0415 - as above

        keyring.set_password(SERVICE, self._name, text)
        if self._read() != text:
            # Some backends shorten or drop what they are given and say nothing.
            raise ValueError("not kept")

    def _remove(self) -> None:
        import keyring  # noqa: PLC0415 - as above

        if self._read() is not None:
            keyring.delete_password(SERVICE, self._name)


async def _in_time(work: Callable[[], T]) -> T:
    try:
        with anyio.fail_after(DEADLINE):
            return await to_thread.run_sync(work, abandon_on_cancel=True)
    except Exception as error:  # noqa: BLE001 - each backend raises errors of its own platform
        raise BadSetting(
            f"The keychain of this machine cannot keep the sign-in ({type(error).__name__}).",
            hint="Unlock or install a keychain, or set PROCORE_TOKEN_STORE=file.",
        ) from None
