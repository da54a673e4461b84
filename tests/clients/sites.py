"""The servers that every client visits, and what it calls there."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from tests.clients.plan import Call


@dataclass(frozen=True)
class Site:
    """`calls` leave nothing changed, so that the last client meets what the first one met."""

    name: str
    server: tuple[str, ...]
    calls: tuple[Call, ...]


FAKE = Site(
    "tools that do what a test says",
    (sys.executable, "-m", "tests.server.fake_site"),
    (
        Call("say_back", {"subject": "Größe \N{BUILDING CONSTRUCTION}"}),
        Call("show_missing", {}, fails=True),
        Call("show_picture", {}),
        Call("close_rfi", {"subject": "7"}, asks=True),
    ),
)
DEMO = Site(
    "the real server in the demo company",
    (sys.executable, "-m", "procore_mcp", "serve", "--demo"),
    (
        Call("list_rfis", {"overdue": True, "page_size": 3}),
        Call("run_read", {"tool": "show_rfi", "arguments": {"rfi_id": 562949956360921}}),
        Call("show_coordination_issue", {"issue_id": 562949958530609}),
        Call("list_meetings", {"page_size": 2}),
        Call("get_file_content", {"file_id": 562949954981336, "pages": "1-2"}),
        Call("get_file_content", {"file_id": 562949954981767}),
        Call("find_tools", {"query": "clash list"}),
        Call("list_rfis", {"nope": 1}, fails=True),
    ),
)
SITES = (FAKE, DEMO)
