"""Spans beneath that of the call, which the SDK makes itself."""

from __future__ import annotations

from opentelemetry.trace import SpanKind, Status, StatusCode, Tracer, get_current_span
from opentelemetry.util.types import AttributeValue

from procore_mcp.events import Called, Event, Exchanged, Refreshed, Waited

SHORTEST_WAIT = 0.001  # seconds in line that are worth a span
_NANOSECONDS = 1_000_000_000


class Spans:
    """A `Watch`. Each span is written when it is over, as a child of the one that is under way."""

    def __init__(self, tracer: Tracer) -> None:
        self._tracer = tracer

    def __call__(self, event: Event) -> None:
        match event:
            case Exchanged():
                error = _error_of(event)
                self._write(event, event.http_method, SpanKind.CLIENT, _exchange(event), error=error)
            case Waited() if event.seconds >= SHORTEST_WAIT:
                self._write(event, "procore.rate_limit.wait", SpanKind.INTERNAL, {})
            case Refreshed():
                error = None if event.outcome == "renewed" else event.outcome
                self._write(event, "procore.token.refresh", SpanKind.CLIENT, {}, error=error)
            case Called():
                get_current_span().set_attributes(_call(event))
            case _:
                pass

    def _write(
        self,
        event: Exchanged | Waited | Refreshed,
        name: str,
        kind: SpanKind,
        attributes: dict[str, AttributeValue],
        *,
        error: str | None = None,
    ) -> None:
        told = attributes | ({"error.type": error} if error else {})
        begin = round(event.began_at * _NANOSECONDS)
        span = self._tracer.start_span(name, kind=kind, attributes=told, start_time=begin)
        if error:
            span.set_status(Status(StatusCode.ERROR))
        span.end(end_time=begin + round(event.seconds * _NANOSECONDS))


def _exchange(exchange: Exchanged) -> dict[str, AttributeValue]:
    told: dict[str, AttributeValue] = {
        "http.request.method": exchange.http_method,
        "server.address": exchange.host,
    }
    if exchange.status is not None:
        told["http.response.status_code"] = exchange.status
    if exchange.request_id is not None:
        told["http.response.header.x-request-id"] = [exchange.request_id]
    return told


def _error_of(exchange: Exchanged) -> str | None:
    if exchange.status is None:
        return "lost"
    return str(exchange.status) if exchange.status >= 400 else None


def _call(call: Called) -> dict[str, AttributeValue]:
    told: dict[str, AttributeValue] = {"procore_mcp.safety": call.safety, "procore_mcp.outcome": call.outcome}
    return told | ({"user.id": call.user} if call.user else {})
