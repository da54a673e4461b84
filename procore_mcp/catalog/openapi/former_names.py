"""Names that tools had in earlier imports."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from procore_mcp.catalog.openapi.imported import Imported


def former_names(
    before: Imported, after: Imported, aliases: Mapping[str, str], every_name: Collection[str]
) -> dict[str, str]:
    """Each old name with today's name of the same call. Names that a tool has now, and those of calls that are gone,
    are no aliases."""
    renamed = {
        old: new
        for call, facts in before.calls.items()
        for old in facts.tools
        if (new := after.tool_of(call)) is not None and new != old
    }
    found = {old: renamed.get(target, target) for old, target in aliases.items()} | renamed
    return {old: new for old, new in sorted(found.items()) if old not in every_name and new in every_name}
