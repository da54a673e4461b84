"""Tokens in a file that only its owner may read."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from anyio import to_thread

from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.errors import BadSetting
from procore_mcp.state.private_path import make_private_folder

TRIES, PAUSE = 50, 0.02  # seconds


class TokenFile:
    """A reader sees the old tokens or the new ones, never a part, whatever happens to the machine meanwhile."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def load(self) -> TokenSet | None:
        """Raises SignInRequired when the file holds something else."""
        return await to_thread.run_sync(self._read)

    async def save(self, tokens: TokenSet) -> None:
        """Raises BadSetting when the folder cannot be written."""
        await to_thread.run_sync(self._write, tokens.to_json())

    async def clear(self) -> None:
        await to_thread.run_sync(self._remove)

    def _read(self) -> TokenSet | None:
        try:
            return TokenSet.from_json(self._path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            raise sign_in_required(f"The saved sign-in in {self._path} cannot be read.") from None

    def _write(self, text: bytes) -> None:
        try:
            make_private_folder(self._path.parent)
            _replace(self._path, text)
        except OSError as error:
            raise self._unwritable(error) from error

    def _remove(self) -> None:
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> BadSetting:
        return BadSetting(
            f"The sign-in cannot be kept in {self._path}: {error.strerror}.",
            hint="Make its folder writable and leave room on the disk, or set PROCORE_TOKEN_STORE=keychain.",
        )


def _replace(path: Path, text: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)  # comes with mode 0600
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(descriptor)
        _move(fresh, path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    with suppress(PermissionError):  # Windows has no way to open a folder, and needs none
        _sync_folder(path.parent)


def _move(fresh: Path, path: Path) -> None:
    for _ in range(TRIES):
        with suppress(PermissionError):  # Windows refuses for the moment in which another process reads the old file
            fresh.replace(path)
            return
        time.sleep(PAUSE)
    fresh.replace(path)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
