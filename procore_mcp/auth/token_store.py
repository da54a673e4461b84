"""Where the tokens of one person are kept."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Literal, Protocol

from procore_mcp.auth.keychain import Keychain
from procore_mcp.auth.token_file import TokenFile
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.errors import BadSetting

Choice = Literal["auto", "keychain", "file"]


class TokenStore(Protocol):
    """Raises BadSetting when the place cannot be used, and SignInRequired when what it holds cannot be read."""

    async def load(self) -> TokenSet | None: ...

    async def save(self, tokens: TokenSet) -> None: ...

    async def clear(self) -> None: ...


class KeychainElseFile:
    """Where both hold tokens, the file counts: it is written when the keychain fails, and removed once that works."""

    def __init__(self, keychain: TokenStore, file: TokenStore) -> None:
        self._keychain = keychain
        self._file = file

    async def load(self) -> TokenSet | None:
        in_file = await self._file.load()
        if in_file is not None:
            return in_file
        try:
            return await self._keychain.load()
        except BadSetting:
            return None

    async def save(self, tokens: TokenSet) -> None:
        try:
            await self._keychain.save(tokens)
        except BadSetting:
            await self._file.save(tokens)
            await self._clear_keychain()
        else:
            await self._file.clear()

    async def clear(self) -> None:
        await self._file.clear()
        await self._clear_keychain()

    async def _clear_keychain(self) -> None:
        with suppress(BadSetting):  # a keychain that cannot be used has nothing that would be used
            await self._keychain.clear()


def open_token_store(choice: Choice, *, name: str, folder: Path) -> TokenStore:
    """`name` tells the logins of one machine apart; nothing is opened before the first use."""
    keychain = Keychain(name)
    file = TokenFile(folder / f"sign-in-{sha256(name.encode()).hexdigest()[:16]}.json")
    return {"keychain": keychain, "file": file, "auto": KeychainElseFile(keychain, file)}[choice]
