"""Which tools a session lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Tool
from procore_mcp.catalog.toolset import DISCOVERY, EVERYTHING
from procore_mcp.errors import BadSetting


def select(catalog: Catalog, *, toolsets: Sequence[str] = (), allow: Safety = Safety.DELETE) -> tuple[Tool, ...]:
    """The listed tools of these toolsets, groups or `all`; of the default surface when none is named.

    Finding and running the others is always among them; what is worse than `allow` never is. The order is that of
    the surface, or of the files, and stays the same. Raises BadSetting for a name that is neither toolset nor group.
    """
    names = _by_toolset(catalog, toolsets) if toolsets else catalog.surface.default
    finding = catalog.toolsets[DISCOVERY].tools if DISCOVERY in catalog.toolsets else ()
    tools = [catalog.tools[name] for name in dict.fromkeys([*finding, *names])]
    return tuple(tool for tool in tools if tool.listed and tool.safety <= allow)


def _by_toolset(catalog: Catalog, chosen: Sequence[str]) -> list[str]:
    return [name for toolset in _expand(catalog, chosen) for name in catalog.toolsets[toolset].tools]


def _expand(catalog: Catalog, chosen: Sequence[str]) -> Iterator[str]:
    """Groups as the toolsets that they stand for."""
    groups = catalog.surface.groups
    for name in chosen:
        if name == EVERYTHING:
            yield from catalog.toolsets
        elif name in groups:
            yield from groups[name]
        elif name in catalog.toolsets:
            yield name
        else:
            close = did_you_mean(name, [*groups, *catalog.toolsets, EVERYTHING])
            raise BadSetting(
                f"PROCORE_TOOLSETS: there is no toolset or group named {name!r}.",
                hint=f"`procore-mcp tools` lists the toolsets; `all` takes every one.{close}",
            )
