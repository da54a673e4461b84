"""A folder of tool files becomes a catalog, or the start stops."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import procore_mcp
from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.surface import check_surface
from procore_mcp.catalog.model import CommonFile, Param, SurfaceFile, ThesaurusFile
from procore_mcp.catalog.shelf import Shelf, load_shelf
from procore_mcp.catalog.tiers import Tiers
from procore_mcp.catalog.tool_file import read_tool_file
from procore_mcp.catalog.toolset import Surface
from procore_mcp.errors import BadToolFile

_FOLDER = "tool_schemas"
_GENERATED = "api"


def tool_folder() -> Path:
    """Where our tool files are: inside the package once it is installed, beside it in the repository."""
    package = Path(procore_mcp.__file__).parent
    packaged = package / _FOLDER
    return packaged if packaged.is_dir() else package.parent / _FOLDER


def load_catalog(folder: Path | None = None, *, extra: Sequence[Path] = ()) -> Catalog:
    """`extra` are tool files, or folders of them, that join the curated tier.

    The generated tier in `api/` is read when something asks for it. Raises BadToolFile at the first thing that does
    not add up; for the generated tier at that moment.
    """
    folder = folder or tool_folder()
    common = _common(folder)
    curated = load_shelf([path for place in (folder, *extra) for path in _tool_files(place)], common, "curated")
    generated = _tool_files(folder / _GENERATED)

    @cache
    def load_generated() -> Shelf:
        return load_shelf(generated, common, "generated", under=curated)

    surface = _surface(folder, curated, [path.stem for path in generated])
    return Catalog(
        tools=Tiers(curated.tools, lambda: load_generated().tools),
        toolsets=Tiers(curated.toolsets, lambda: load_generated().toolsets),
        surface=surface,
        thesaurus=_thesaurus(folder),
    )


def _tool_files(place: Path) -> list[Path]:
    """In a stable order; names with `_` are for what is not a toolset."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.glob("*.json") if not path.name.startswith("_"))


def _common(folder: Path) -> dict[str, Param]:
    path = folder / "_common.json"
    return read_tool_file(path, CommonFile).params if path.exists() else {}


def _thesaurus(folder: Path) -> dict[str, list[str]]:
    path = folder / "_thesaurus.json"
    return read_tool_file(path, ThesaurusFile).terms if path.exists() else {}


def _surface(folder: Path, curated: Shelf, generated: Sequence[str]) -> Surface:
    path = folder / "_surface.json"
    if not path.exists():
        return Surface()
    file = read_tool_file(path, SurfaceFile)
    groups = {name: tuple(members) for name, members in file.groups.items()}
    surface = Surface(tuple(file.default), groups, file.aliases)
    try:
        check_surface(surface, curated.tools, {*curated.toolsets, *generated})
    except Problem as problem:
        raise BadToolFile(f"{path.name}: {problem.place}", problem.says, fix=problem.fix) from None
    return surface
