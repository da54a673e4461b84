"""One way to fail: how it comes about, and what the caller must be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from procore_mcp.config.settings import Settings
from tests.e2e.site import Site

OTHER_COMPANY, OTHER_PROJECT = 31877, 2047719  # where the app is not connected
BARE_PROJECT = 562949953598310  # its RFIs tool is switched off
FILE = 562949954981340  # a PDF


@dataclass(frozen=True)
class Failure:
    """`faults` are scripted for one call, `settings` and `prepares` come before the server starts.

    `message` and `hint` are words that must be in these, whatever the rest of the sentence.
    """

    kind: str
    message: tuple[str, ...]
    hint: tuple[str, ...]
    tool: str = "list_rfis"
    arguments: Mapping[str, object] = field(default_factory=dict[str, object])
    faults: tuple[Mapping[str, object], ...] = ()
    prepares: Callable[[Site], None] = lambda _: None
    settings: Callable[[Site], Settings] = lambda site: site.settings()

    def provoke(self, site: Site) -> None:
        self.prepares(site)
        for fault in self.faults:
            details = {"method": "*", "path": ".*", **fault}
            site.simulator.faults.add((str(details.pop("method")), str(details.pop("path"))), **details)
