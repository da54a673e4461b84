"""The tools of several files, put together: first all actions, then the workflows that join them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from procore_mcp.catalog.build import build_action, build_workflow
from procore_mcp.catalog.checks.every import check_action, check_tool
from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.checks.references import check_look_with, check_uses
from procore_mcp.catalog.checks.results import check_view
from procore_mcp.catalog.model import ToolFile, View
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.resolve import Params, resolve_params
from procore_mcp.catalog.tool import Action, Tier, Workflow
from procore_mcp.catalog.tool_file import read_tool_file
from procore_mcp.catalog.toolset import Toolset
from procore_mcp.errors import BadToolFile

Tools = Mapping[str, Action | Workflow]


@dataclass(frozen=True, slots=True)
class Shelf:
    """`homes` says where each tool is written, for messages."""

    tier: Tier
    tools: dict[str, Action | Workflow] = field(default_factory=dict[str, Action | Workflow])
    toolsets: dict[str, Toolset] = field(default_factory=dict[str, Toolset])
    homes: dict[str, str] = field(default_factory=dict[str, str])


def load_shelf(
    paths: Sequence[Path], common: Params, tier: Tier, *, under: Shelf | None = None, is_checked: bool = False
) -> Shelf:
    """Tools of these files. They may refer to those of the shelf `under`, and never share a name with them.

    `is_checked`: the files were read in full, checks and all, before they were put in their place. Raises BadToolFile.
    """
    shelf = Shelf(tier)
    under = under or Shelf(tier)
    known = ChainMap(shelf.tools, under.tools)
    files = [(path, read_tool_file(path, ToolFile)) for path in paths]
    for path, file in files:
        _add_toolset(shelf, path, file, under)
    for path, file in files:
        for name, view in file.views.items():
            with _At(f"{path.name}: views.{name}"):
                check_view(view)
        for name in file.actions:
            action = shelf.tools[name] = _action(shelf, file, name, common)
            if not is_checked:
                with _At(shelf.homes[name]):
                    check_action(action, file.actions[name])
    for _, file in files:
        for name in file.workflows:
            shelf.tools[name] = _workflow(shelf, file, name, common, known)
    _check_references(shelf, known)
    return shelf


def joined(first: Shelf, second: Shelf) -> Shelf:
    """Both as one, for what may refer to either."""
    return Shelf(
        first.tier,
        {**first.tools, **second.tools},
        {**first.toolsets, **second.toolsets},
        {**first.homes, **second.homes},
    )


class _At:
    """Raises BadToolFile, with its full place, for a Problem inside."""

    def __init__(self, home: str) -> None:
        self._home = home

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, problem: BaseException | None, trace: object) -> None:
        if isinstance(problem, Problem):
            found = problem.under(self._home)
            raise BadToolFile(found.place, found.says, fix=found.fix) from None


def _add_toolset(shelf: Shelf, path: Path, file: ToolFile, under: Shelf) -> None:
    place = f"{path.name}: toolset"
    if file.toolset != path.stem:
        raise BadToolFile(place, "it differs from the name of the file", fix=f"Write {path.stem!r} or rename the file.")
    if file.toolset in shelf.toolsets or file.toolset in under.toolsets:
        raise BadToolFile(place, f"another file has the toolset {file.toolset!r}", fix="Join the files or rename one.")
    for kind, names in (("actions", file.actions), ("workflows", file.workflows)):
        for name in names:
            home = f"{path.name}: {kind}.{name}"
            taken = shelf.homes.get(name) or under.homes.get(name)
            if taken:
                raise BadToolFile(home, f"the name is taken by {taken}", fix="Rename one of the two.")
            shelf.homes[name] = home
    tools = (*file.actions, *file.workflows)
    shelf.toolsets[file.toolset] = Toolset(file.toolset, file.title, file.description, shelf.tier, tools)


def _action(shelf: Shelf, file: ToolFile, name: str, common: Params) -> Action:
    home, entry = shelf.homes[name], file.actions[name]
    params = resolve_params(entry.params, common, home)
    view = _view(home, file, entry.result.view)
    return build_action(name, entry, params, toolset=file.toolset, tier=shelf.tier, view=view)


def _view(home: str, file: ToolFile, name: str | None) -> View | None:
    if name is None:
        return None
    if name not in file.views:
        fix = f"Add it to `views` of this file.{did_you_mean(name, file.views)}"
        raise BadToolFile(f"{home}.result.view", f"there is no view {name!r}", fix=fix)
    return file.views[name]


def _workflow(shelf: Shelf, file: ToolFile, name: str, common: Params, known: Tools) -> Workflow:
    home, entry = shelf.homes[name], file.workflows[name]
    with _At(home):
        check_uses(entry, known, shelf.homes)
    params = resolve_params(entry.params, common, home)
    used = [action for action in map(known.get, entry.uses) if isinstance(action, Action)]
    workflow = build_workflow(name, entry, params, toolset=file.toolset, tier=shelf.tier, used=used)
    with _At(home):
        check_tool(workflow)
    return workflow


def _check_references(shelf: Shelf, known: Tools) -> None:
    for name, tool in shelf.tools.items():
        if isinstance(tool, Action) and tool.look_with:
            with _At(shelf.homes[name]):
                check_look_with(tool.look_with, known)
