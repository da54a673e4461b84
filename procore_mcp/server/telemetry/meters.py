"""Counters and durations; names of OpenTelemetry's conventions for MCP and HTTP where they have one.

No attribute names a person: whoever sees the dashboards need not see who did what.
"""

from __future__ import annotations

from typing import Final

from opentelemetry.metrics import Histogram, Meter
from opentelemetry.util.types import AttributeValue

from procore_mcp.errors import CallRefused
from procore_mcp.events import Called, Event, Exchanged, Refreshed, Waited

_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_REFUSALS: Final = frozenset(refusal.kind for refusal in CallRefused.__subclasses__())
_FINE: Final = frozenset({"ok", "question"})


class Meters:
    """A `Watch`."""

    def __init__(self, meter: Meter) -> None:
        self._calls = _durations(meter, "mcp.server.operation.duration", "Calls of tools, from arrival to answer.")
        self._exchanges = _durations(meter, "http.client.request.duration", "Requests to Procore and its storage.")
        self._waits = _durations(meter, "procore_mcp.rate_limit.wait", "Time in line for Procore's rate windows.")
        self._left = meter.create_gauge(
            "procore_mcp.rate_limit.remaining",
            unit="{request}",
            description="Requests that the window of this limit has left, as Procore last said.",
        )
        self._refreshes = meter.create_counter(
            "procore_mcp.token.refreshes", unit="{refresh}", description="Renewals of Procore's tokens, by outcome."
        )
        self._refusals = meter.create_counter(
            "procore_mcp.refusals", unit="{call}", description="Calls refused before anything was sent, by kind."
        )

    def __call__(self, event: Event) -> None:
        match event:
            case Called():
                self._called(event)
            case Exchanged():
                self._exchanged(event)
            case Waited():
                self._waits.record(event.seconds)
            case Refreshed():
                self._refreshes.add(1, {"outcome": event.outcome})
            case _:
                pass

    def _called(self, call: Called) -> None:
        told: dict[str, AttributeValue] = {
            "mcp.method.name": "tools/call",
            "gen_ai.operation.name": "execute_tool",
            "gen_ai.tool.name": call.tool,
        }
        failed = {} if call.outcome in _FINE else {"error.type": call.outcome}
        self._calls.record(call.seconds, told | failed)
        if call.outcome in _REFUSALS:
            self._refusals.add(1, {"kind": call.outcome})

    def _exchanged(self, exchange: Exchanged) -> None:
        told: dict[str, AttributeValue] = {
            "http.request.method": exchange.http_method,
            "server.address": exchange.host,
        }
        if exchange.status is None:
            told["error.type"] = "lost"
        else:
            told["http.response.status_code"] = exchange.status
            if exchange.status >= 400:
                told["error.type"] = str(exchange.status)
        self._exchanges.record(exchange.seconds, told)
        if exchange.remaining is not None and exchange.limit is not None:
            self._left.set(exchange.remaining, {"limit": exchange.limit})


def _durations(meter: Meter, name: str, description: str) -> Histogram:
    return meter.create_histogram(name, unit="s", description=description, explicit_bucket_boundaries_advisory=_SECONDS)
