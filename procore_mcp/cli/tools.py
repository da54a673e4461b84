"""`procore-mcp tools`: what there is, for people and for scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action, Tool


@click.command(name="tools")
@click.option("--toolset", help="Only this toolset.")
@click.option("--tier", type=click.Choice(["curated", "generated", "all"]), default="all", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list with the full input schemas.")
def command(toolset: str | None, tier: str, as_json: bool) -> None:  # noqa: FBT001 - click passes flags by position
    """List the tools: name, safety and title, by toolset."""
    catalog = load_catalog()
    if toolset is not None and toolset not in catalog.toolsets:
        raise click.BadParameter(f"choose one of {', '.join(sorted(catalog.toolsets))}", param_hint="--toolset")
    chosen = [tool for tool in catalog.tools.values() if toolset in (None, tool.toolset) and tier in ("all", tool.tier)]
    click.echo(json.dumps([_entry(tool) for tool in chosen], indent=2) if as_json else _table(chosen))


def _entry(tool: Tool) -> dict[str, object]:
    is_action = isinstance(tool, Action)
    return {
        "name": tool.name,
        "title": tool.title,
        "toolset": tool.toolset,
        "tier": tool.tier,
        "safety": str(tool.safety),
        "http": f"{tool.http_method} {tool.path}" if is_action else None,
        "listed": tool.listed,
        "deprecated": tool.deprecated if is_action else None,
        "input_schema": tool.input_schema,
    }


def _table(tools: Iterable[Tool]) -> str:
    lines: list[str] = []
    toolset = None
    for tool in tools:
        if tool.toolset != toolset:
            toolset = tool.toolset
            lines += ["", toolset] if lines else [toolset]
        lines.append(f"  {tool.name:<40} {tool.safety:<7} {tool.title}")
    return "\n".join(lines)
