"""Families of tools, and what is listed when nobody chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from procore_mcp.catalog.tool import Tier

DISCOVERY = "discovery"
EVERYTHING = "all"


@dataclass(frozen=True, slots=True)
class Toolset:
    """`tools` are names in the file's order, listed or not."""

    name: str
    title: str
    description: str
    tier: Tier
    tools: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Surface:
    """`default` are tool names; `groups` maps a name to toolsets; `aliases` maps an old tool name to today's."""

    default: tuple[str, ...] = ()
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
