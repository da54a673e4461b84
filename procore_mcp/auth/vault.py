"""The Procore tokens of everybody who signed in, sealed, in the state that all replicas share."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.auth.sealing import Sealing
from procore_mcp.auth.token_store import TokenStore
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.errors import Unsealable
from procore_mcp.state.protocol import State

PREFIX = "vault:"


@dataclass(frozen=True, slots=True)
class Vault:
    """`user` is the id that Procore gives a person. Raises StateUnavailable when the state cannot be reached."""

    state: State
    sealing: Sealing

    def of(self, user: str) -> TokenStore:
        return Drawer(user, self.state, self.sealing)

    async def users(self) -> list[str]:
        """Everybody whose tokens are here, readable or not."""
        return sorted(key.removeprefix(PREFIX) for key in await self.state.keys(PREFIX))

    async def forget(self, user: str) -> None:
        """Needs no key, so that it also works when the key is lost."""
        await self.of(user).clear()


@dataclass(frozen=True, slots=True)
class Drawer:
    """The tokens of one person. The seal names the person: moved to another drawer it does not open."""

    user: str
    state: State
    sealing: Sealing

    async def load(self) -> TokenSet | None:
        """Seals again what an older key had sealed. Raises Unsealable for a key that is not set here, and
        SignInRequired for what was altered."""
        sealed = await self.state.get(self._key)
        if sealed is None:
            return None
        tokens = self._opened(sealed)
        if not self.sealing.is_current(sealed):
            await self.state.swap(self._key, sealed, self._sealed(tokens))
        return tokens

    async def save(self, tokens: TokenSet) -> None:
        await self.state.put(self._key, self._sealed(tokens))

    async def clear(self) -> None:
        await self.state.take(self._key)

    @property
    def _key(self) -> str:
        return PREFIX + self.user

    def _sealed(self, tokens: TokenSet) -> bytes:
        return self.sealing.seal(tokens.to_json(), context=self._key)

    def _opened(self, sealed: bytes) -> TokenSet:
        try:
            return TokenSet.from_json(self.sealing.unseal(sealed, context=self._key))
        except Unsealable as problem:
            if problem.is_key_unknown:
                raise
            raise sign_in_required("The kept sign-in was altered and cannot be used.") from problem
        except ValueError:
            raise sign_in_required("The kept sign-in cannot be read.") from None
