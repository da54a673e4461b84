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
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, text in files.items():
            (fresh / name).write_text(text, encoding="utf-8", newline="\n")
        check(fresh)
        _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, folder: Path) -> None:
    """`fresh` becomes `folder`, and what stood there goes where `fresh` was."""
    fresh.chmod(0o755)
    if not folder.exists():
        fresh.rename(folder)
        return
    away = fresh.with_name(f"{fresh.name}-old")
    folder.rename(away)
    try:
        fresh.rename(folder)
    except OSError:
        away.rename(folder)
        raise
    shutil.rmtree(away)
