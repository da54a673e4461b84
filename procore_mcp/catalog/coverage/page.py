"""The account as a page for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from procore_mcp.catalog.coverage.report import Coverage, Row
from procore_mcp.catalog.coverage.service import Service

_HEAD = """# Coverage

Made by `procore-mcp coverage --page` from the tool files, the index of the imported OpenAPI document and the list of
what other integrations offer; a test keeps it up to date. `procore-mcp coverage` prints the totals, `--missing` what is
missing (nothing), `--json` every single call with its tool.
"""


def page(coverage: Coverage) -> str:
    return "\n".join([_HEAD, *_totals(coverage), *_calls(coverage), *_wanted(coverage)]) + "\n"


def _totals(coverage: Coverage) -> Iterator[str]:
    yield from _section("What other integrations offer", _source_table(coverage))
    yield from _section("What Procore documents", [_call_totals(coverage), "", *_toolset_table(coverage)])


def _call_totals(coverage: Coverage) -> str:
    calls, version = coverage.calls, coverage.imported.document
    made = sum(bool(call.tools) for call in calls)
    older = sum(bool(call.instead) for call in calls)
    outside = sum(bool(call.outside) for call in calls)
    return (
        f"{len(calls):,} calls (document {version}): {made:,} have a tool, {older} are older versions of a call that "
        f"has one, {outside} belong to signing in."
    )


def _source_table(coverage: Coverage) -> list[str]:
    rows = [
        (
            coverage.required.sources[source],
            *(count[word] for word in ("wanted", "by a call", "served", "workflow", "input", "gap")),
        )
        for source, count in coverage.by_source().items()
    ]
    return _table(
        ("source", "things", "by a call", "with a tool here", "workflows", "form fields", "gaps of Procore"), rows
    )


def _toolset_table(coverage: Coverage) -> list[str]:
    words = ("calls", "replaced", "wanted")
    rows = [(f"`{name}`", *(count[word] for word in words)) for name, count in coverage.by_toolset().items()]
    return _table(("toolset", "calls", "older versions", "things that others offer"), rows)


def _calls(coverage: Coverage) -> Iterator[str]:
    older = [(f"`{service.call}`", _code(service.by)) for service in coverage.calls if service.instead]
    yield from _section("Older versions, and the tool to use instead", _table(("call", "tool"), older))
    outside = [(f"`{service.call}`", service.outside) for service in coverage.calls if service.outside]
    yield from _section("Calls that are no tools", _table(("call", "why"), outside))
    reasons = coverage.required.shared
    shared = [(f"`{one.call}`", _code(one.tools), reasons.get(one.call, "")) for one in coverage.shared]
    yield from _section("Calls that more than one tool makes", _table(("call", "tools", "why"), shared))
    beyond = [(f"`{service.call}`", _code(service.tools)) for service in coverage.beyond]
    yield from _section("Calls newer than the document", _table(("call", "tool"), beyond))


def _wanted(coverage: Coverage) -> Iterator[str]:
    unlike = [row for row in coverage.rows if row.service is None]
    lines = [(row.required.wants, row.required.kind, row.required.why, _code(row.tools)) for row in unlike]
    yield from _section("Things that are no call", _table(("thing", "what it is", "answer", "tools"), lines))
    for source, title in coverage.required.sources.items():
        called = [row for row in coverage.rows if row.service is not None and row.required.source == source]
        lines = [(row.required.wants, f"`{row.required.call}`", _served_by(row)) for row in called]
        yield from _section(title, _table(("thing", "call", "tools"), lines))


def _served_by(row: Row) -> str:
    """The sign-in has no tool."""
    return _code(row.tools) or _reason(row.service)


def _reason(service: Service | None) -> str:
    return (service.outside if service else None) or "**missing**"


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    yield from (f"## {title}", "", *lines, "")


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    lines = [" | ".join(_cell(cell) for cell in row) for row in (head, ["---"] * len(head), *rows)]
    return [f"| {line} |" for line in lines]


def _cell(value: object) -> str:
    return str(value or "").replace("|", "\\|")


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
