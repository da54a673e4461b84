"""The page at the simulator's front door: what it is, what it saw, and what it is about to do."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import islice

from starlette.responses import HTMLResponse

from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.contracts import coverage
from procore_mcp.simulator.control.fault_form import fault_form
from procore_mcp.simulator.control.settings_form import settings_form
from procore_mcp.simulator.faults import Fault
from procore_mcp.simulator.interior import Interior
from procore_mcp.simulator.page import page

_RECENT = 30


def status_page(simulator: Interior, root: str) -> HTMLResponse:
    """`root` is where the simulator's own doors begin."""
    return page(
        "State",
        "".join(_sections(simulator, root)),
        look="page",
    )


def _sections(simulator: Interior, root: str) -> Iterable[str]:
    yield _state(simulator)
    yield _windows(simulator)
    yield _recent(simulator)
    yield _faults(simulator) + fault_form(f"{root}forms/faults")
    yield "<h2>Settings</h2>" + settings_form(simulator.settings, f"{root}forms/settings")
    yield _coverage()


def _state(simulator: Interior) -> str:
    origins, client = simulator.origins, simulator.client
    rows = (
        ("API", origins.api), ("Login", origins.login), ("Storage", origins.storage),
        ("Client id", client.id), ("Now", stamp(simulator.clock())), ("People", ", ".join(_people(simulator))),
    )  # fmt: skip
    return _table((), rows)


def _people(simulator: Interior) -> list[str]:
    return [person.name for person in simulator.people.values()]


def _windows(simulator: Interior) -> str:
    now = simulator.clock()
    rows: list[tuple[str, ...]] = []
    for name, window in (("Hour", simulator.rates.hourly), ("Ten seconds", simulator.rates.spike)):
        standing = window.standing(now)
        rows.append((name, str(standing.limit), str(standing.remaining), stamp(standing.reset)[len("2026-01-01T") :]))
    return "<h2>Limits</h2>" + _table(("Window", "Limit", "Remaining", "Resets"), rows)


def _faults(simulator: Interior) -> str:
    rows = [(fault.method, fault.path, ", ".join(_what(fault)), str(fault.times)) for fault in simulator.faults.waiting]
    return "<h2>Faults waiting</h2>" + (_table(("Method", "Path", "Fault", "Times"), rows) or "<p>None.</p>")


def _what(fault: Fault) -> Iterable[str]:
    """All that goes wrong, in the order in which it does."""
    if fault.skip:
        yield f"after {fault.skip} more"
    if fault.delay:
        yield f"{fault.delay:g} s late"
    if fault.status:
        yield str(fault.status)
    if fault.drop:
        yield f"drop {fault.drop}".replace("_", " ")
    if fault.truncate:
        yield "cut in the middle"
    if fault.slow_body:
        yield f"over {fault.slow_body:g} s"
    if fault.headers:
        yield f"with {', '.join(fault.headers)}"


def _recent(simulator: Interior) -> str:
    rows = [
        (seen.method, seen.path, str(seen.status or "dropped"), seen.app)
        for seen in islice(reversed(simulator.report.seen), _RECENT)
    ]
    return "<h2>Recent requests</h2>" + (_table(("Method", "Path", "Status", "Host"), rows) or "<p>None yet.</p>")


def _coverage() -> str:
    rows = [
        (_spoken(resource.resource), resource.verified, ", ".join(_spoken(action.verb) for action in resource.actions))
        for resource in coverage()
    ]
    return "<h2>What it can answer</h2>" + _table(("Resource", "Verified", "Actions"), rows)


def _spoken(name: str) -> str:
    return name.replace("_", " ")


def _cell(text: str) -> str:
    """Addresses and paths may break anywhere, names of resources behind an underscore, words nowhere."""
    if "/" in text:
        return f"<td class=long>{escape(text)}</td>"
    return f"<td>{escape(text).replace('_', '_<wbr>')}</td>"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Escaped cells; nothing at all without rows."""
    body = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in rows)
    top = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    return f"<table><tr>{top}</tr>{body}</table>" if body else ""
