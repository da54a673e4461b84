"""A folder of tool files becomes a catalog, or the start stops."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cache
from pathlib import Path

import procore_mcp
from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.surface import check_aliases, check_surface
from procore_mcp.catalog.model import AliasFile, CommonFile, Param, SurfaceFile, ThesaurusFile
from procore_mcp.catalog.shelf import Shelf, joined, load_shelf
from procore_mcp.catalog.tiers import Tiers
from procore_mcp.catalog.tool_file import read_tool_file
from procore_mcp.catalog.toolset import Surface
from procore_mcp.errors import BadToolFile

_FOLDER = "tool_schemas"
_GENERATED = "api"
_SURFACE = "_surface.json"


def tool_folder() -> Path:
    """Where our tool files are: inside the package once it is installed, beside it in the repository."""
    package = Path(procore_mcp.__file__).parent
    packaged = package / _FOLDER
    return packaged if packaged.is_dir() else package.parent / _FOLDER


def load_catalog(folder: Path | None = None, *, extra: Sequence[Path] = ()) -> Catalog:
    """`extra` are tool files, or folders of them, that join the curated tier.

    What the default surface needs is read at once; the other curated files, and then the generated tier in `api/`, are
    read when something asks for them. Raises BadToolFile at the first thing that does not add up, when it is read.
    """
    folder = folder or tool_folder()
    common, file = _common(folder), _surface_file(folder)
    curated, generated = _tool_files(folder), _tool_files(folder / _GENERATED)
    others = [path for path in curated if file.first and path.stem not in file.first]
    joining = [path for place in extra for path in _tool_files(place)]
    first = load_shelf([path for path in (*curated, *joining) if path not in others], common, "curated")
    surface = _surface(file, first, {*first.toolsets, *(path.stem for path in (*others, *generated))})

    @cache
    def load_others() -> Shelf:
        shelf = load_shelf(others, common, "curated", under=first)
        _check(lambda: check_aliases(surface, {**first.tools, **shelf.tools}))
        return shelf

    @cache
    def load_generated() -> Shelf:
        # Nobody edits them, and the importer that writes them has checked them: a start need not do it again.
        return load_shelf(generated, common, "generated", under=joined(first, load_others()), is_checked=True)

    if not others:
        load_others()
    tools = Tiers(first.tools, lambda: Tiers(load_others().tools, lambda: load_generated().tools))
    toolsets = Tiers(first.toolsets, lambda: Tiers(load_others().toolsets, lambda: load_generated().toolsets))
    former_names = Tiers[str]({}, lambda: _former_names(folder))
    return Catalog(tools, toolsets, surface, lambda: _thesaurus(folder), former_names)


def curated_shelf(folder: Path) -> Shelf:
    """All curated tools and nothing else. Raises BadToolFile."""
    return load_shelf(_tool_files(folder), _common(folder), "curated")


def generated_shelf(folder: Path, place: Path) -> Shelf:
    """The generated tools in `place`, beside the curated ones of `folder`. Raises BadToolFile."""
    return load_shelf(_tool_files(place), _common(folder), "generated", under=curated_shelf(folder))


def _tool_files(place: Path) -> list[Path]:
    """In a stable order; names with `_` are for what is not a toolset."""
    if place.is_file():
        return [place]
    return sorted(path for path in place.glob("*.json") if not path.name.startswith("_"))


def _common(folder: Path) -> dict[str, Param]:
    path = folder / "_common.json"
    return read_tool_file(path, CommonFile).params if path.exists() else {}


def _thesaurus(folder: Path) -> ThesaurusFile:
    path = folder / "_thesaurus.json"
    return read_tool_file(path, ThesaurusFile) if path.exists() else ThesaurusFile()


def _former_names(folder: Path) -> dict[str, str]:
    path = folder / _GENERATED / "_aliases.json"
    return read_tool_file(path, AliasFile).root if path.exists() else {}


def _surface_file(folder: Path) -> SurfaceFile:
    path = folder / _SURFACE
    return read_tool_file(path, SurfaceFile) if path.exists() else SurfaceFile(default=[])


def _surface(file: SurfaceFile, first: Shelf, toolsets: Collection[str]) -> Surface:
    groups = {name: tuple(members) for name, members in file.groups.items()}
    surface = Surface(tuple(file.default), groups, file.aliases)
    _check(lambda: check_surface(surface, first.tools, toolsets))
    return surface


def _check(check: Callable[[], None]) -> None:
    try:
        check()
    except Problem as problem:
        raise BadToolFile(f"{_SURFACE}: {problem.place}", problem.says, fix=problem.fix) from None
