"""How answers look in a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

_MARKUP = re.compile(r"</?\w+[^>]*>")  # Procore keeps minutes as HTML


def call_line(tool: str, arguments: Mapping[str, object]) -> Text:
    return Text.assemble(("→ ", "dim"), (tool, "cyan"), (f" {compact(arguments)}", "dim"))


def compact(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def rows(items: Sequence[Mapping[str, Any]], columns: Mapping[str, str], *, footer: str) -> RenderableType:
    """`columns` maps a heading to a dotted path in each item."""
    table = Table(box=None, pad_edge=False, header_style="bold dim")
    for heading in columns:
        table.add_column(heading, overflow="ellipsis", no_wrap=True, min_width=4, max_width=46)
    for item in items:
        table.add_row(*(_cell(item, path) for path in columns.values()))
    return Group(table, Text(footer, style="dim"))


def facts(record: Mapping[str, Any], names: Mapping[str, str]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold dim", no_wrap=True)
    table.add_column()
    for name, path in names.items():
        table.add_row(name, _cell(record, path))
    return table


def paragraph(text: str, *, lines: int) -> RenderableType:
    kept = text.splitlines()[:lines]
    return Panel("\n".join(kept), border_style="dim", padding=(0, 1))


def refusal(error: Mapping[str, Any]) -> RenderableType:
    return Panel(
        Group(Text(str(error["message"])), Text(str(error.get("hint", "")), style="dim")),
        title=str(error["kind"]),
        title_align="left",
        border_style="yellow",
    )


def _cell(item: Mapping[str, Any], path: str) -> str:
    found = [_MARKUP.sub("", str(value)) for value in _at(item, path.split(".")) if value not in (None, "")]
    return ", ".join(found) or "-"


def _at(value: object, path: Sequence[str]) -> Iterator[object]:
    """What lies at `path`; a list stands for each of its entries."""
    if isinstance(value, list):
        for entry in cast("list[object]", value):
            yield from _at(entry, path)
    elif not path:
        yield value
    elif isinstance(value, dict):
        yield from _at(cast("dict[str, object]", value).get(path[0]), path[1:])
