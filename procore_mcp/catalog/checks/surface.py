"""What is listed by default, groups and old names."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.toolset import EVERYTHING, Surface


def check_surface(surface: Surface, tools: Mapping[str, Tool], toolsets: Collection[str]) -> None:
    for name in surface.default:
        if name not in tools:
            raise Problem("default", f"there is no tool {name!r}", f"Correct the name.{did_you_mean(name, tools)}")
        if not tools[name].listed:
            raise Problem("default", f"{name} is not listed", 'Remove it, or its "listed": false.')
    _check_groups(surface, toolsets)


def _check_groups(surface: Surface, toolsets: Collection[str]) -> None:
    for group, members in surface.groups.items():
        if group == EVERYTHING or group in toolsets:
            raise Problem(f"groups.{group}", "the name has a meaning already", "Choose another one.")
        for name in members:
            if name not in toolsets:
                fix = f"Correct the name.{did_you_mean(name, toolsets)}"
                raise Problem(f"groups.{group}", f"there is no toolset {name!r}", fix)


def check_aliases(surface: Surface, tools: Mapping[str, Tool]) -> None:
    """`tools` are all that a curated file holds."""
    for old, new in surface.aliases.items():
        if old in tools:
            raise Problem(f"aliases.{old}", "a tool has this name", "Remove the alias or rename the tool.")
        if new not in tools:
            fix = f"Name a tool of today.{did_you_mean(new, tools)}"
            raise Problem(f"aliases.{old}", f"there is no tool {new!r}", fix)
