"""Folders and files that only their owner may read."""

from __future__ import annotations

from pathlib import Path


def make_private_folder(folder: Path) -> None:
    """Create `folder` with mode 0700 where it is missing; a folder that is there keeps the mode its owner chose."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make sure that `path` is there with mode 0600, in a private folder; what it holds stays."""
    make_private_folder(path.parent)
    path.touch(mode=0o600)
    path.chmod(0o600)
