"""The folder of the generated tier, read and replaced as a whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import mkdtemp

from procore_mcp.catalog.model import AliasFile
from procore_mcp.catalog.openapi.tier_text import ALIASES_NAME
from procore_mcp.catalog.tool_file import read_tool_file


def read_aliases(folder: Path) -> dict[str, str]:
    """Raises BadToolFile."""
    path = folder / ALIASES_NAME
    return read_tool_file(path, AliasFile).root if path.exists() else {}


def replace_folder(folder: Path, files: Mapping[str, str], check: Callable[[Path], object]) -> None:
    """Write `files` beside `folder`, let `check` read them, and only then put them in its place.

    Whatever `check` raises leaves the folder as it was.
    """
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
        check(fresh)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def brought_back(folder: Path) -> Path:
    """The folder; what an import that was killed while it replaced it had put aside is put back."""
    aside = _aside(folder)
    if aside.exists() and not folder.exists():
        aside.rename(folder)
    return folder


def _swap(fresh: Path, folder: Path) -> None:
    fresh.chmod(0o755)
    aside = _aside(folder)
    shutil.rmtree(aside, ignore_errors=True)
    try:
        if folder.exists():
            folder.rename(aside)
        fresh.rename(folder)
    except BaseException:
        brought_back(folder)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _aside(folder: Path) -> Path:
    """Where the old folder is for the moment in which the new one takes its place."""
    return folder.with_name(f".{folder.name}-before")
