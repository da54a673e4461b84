"""Events as spans and measurements, looked at in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import InMemoryMetricReader
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode, Tracer

from procore_mcp.events import Acted, Called, Exchanged, Refreshed, Waited
from procore_mcp.server.telemetry.meters import Meters
from procore_mcp.server.telemetry.spans import Spans

ANSWERED = Exchanged("GET", "api.procore.com", 200, 10.0, 0.25, request_id="r-1", limit=3600, remaining=3599)
REFUSED = Exchanged("POST", "api.procore.com", 422, 10.0, 0.25)
LOST = Exchanged("GET", "storage.test", None, 10.0, 0.25)
ACTED = Acted("create_rfi", "commit", "7", "ok", record_id=5)


@dataclass
class Written:
    """What was exported; `tracer` opens the spans around."""

    exporter: InMemorySpanExporter
    tracer: Tracer
    spans: Spans

    def __getitem__(self, name: str) -> ReadableSpan:
        (found,) = (span for span in self.exporter.get_finished_spans() if span.name == name)
        return found


@pytest.fixture
def written() -> Iterator[Written]:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("test")
    yield Written(exporter, tracer, Spans(tracer))
    provider.shutdown()


def test_a_request_is_a_span_beneath_the_call_with_its_own_times(written: Written) -> None:
    with written.tracer.start_as_current_span("tools/call list_rfis") as call:
        written.spans(ANSWERED)
    span = written["GET"]
    assert span.parent is not None
    assert span.parent.span_id == call.get_span_context().span_id
    assert (span.start_time, span.end_time) == (10_000_000_000, 10_250_000_000)
    assert (span.kind, span.status.status_code) == (SpanKind.CLIENT, StatusCode.UNSET)
    assert dict(span.attributes or {}) == {
        "http.request.method": "GET",
        "server.address": "api.procore.com",
        "http.response.status_code": 200,
        "http.response.header.x-request-id": ("r-1",),
    }


@pytest.mark.parametrize(("exchange", "error"), [(REFUSED, "422"), (LOST, "lost")])
def test_a_failed_request_is_a_failed_span(exchange: Exchanged, error: str, written: Written) -> None:
    written.spans(exchange)
    span = written[exchange.http_method]
    assert span.status.status_code is StatusCode.ERROR
    assert (span.attributes or {})["error.type"] == error


def test_waits_and_renewals_are_spans_and_what_takes_no_time_is_none(written: Written) -> None:
    for event in (
        Waited(10.0, 0.0),
        Waited(10.0, 1.5),
        Refreshed("renewed", 10.0, 0.5),
        ACTED,
    ):
        written.spans(event)
    names = [span.name for span in written.exporter.get_finished_spans()]
    assert names == ["procore.rate_limit.wait", "procore.token.refresh"]
    written.spans(Refreshed("refused", 10.0, 0.5))
    assert written.exporter.get_finished_spans()[-1].status.status_code is StatusCode.ERROR


def test_the_span_of_the_call_learns_who_called_and_what_came_of_it(written: Written) -> None:
    with written.tracer.start_as_current_span("tools/call list_rfis"):
        written.spans(Called("list_rfis", "read", "NOT_FOUND", 10.0, 0.5, user="7"))
    attributes = dict(written["tools/call list_rfis"].attributes or {})
    assert attributes == {"procore_mcp.safety": "read", "procore_mcp.outcome": "NOT_FOUND", "user.id": "7"}


def test_nobody_called_over_stdio_is_no_attribute(written: Written) -> None:
    with written.tracer.start_as_current_span("tools/call"):
        written.spans(Called("list_rfis", "read", "ok", 10.0, 0.5))
    assert "user.id" not in (written["tools/call"].attributes or {})


def measured(*events: Any) -> dict[str, list[tuple[dict[str, Any], float]]]:
    """For each metric its attributes, with the sum or the value."""
    reader = InMemoryMetricReader()
    provider = MeterProvider([reader])
    meters = Meters(provider.get_meter("test"))
    for event in events:
        meters(event)
    data: Any = reader.get_metrics_data()
    metrics = data.resource_metrics[0].scope_metrics[0].metrics
    told = {
        metric.name: [
            (dict(point.attributes), point.sum if hasattr(point, "sum") else point.value)
            for point in metric.data.data_points
        ]
        for metric in metrics
    }
    provider.shutdown()
    return told


def test_calls_and_refusals_are_counted_by_tool_and_kind_and_never_by_person() -> None:
    told = measured(
        Called("list_rfis", "read", "ok", 10.0, 0.5, user="7"),
        Called("list_rfis", "read", "question", 10.0, 0.5, user="8"),
        Called("close_rfi", "commit", "NOT_ALLOWED", 10.0, 0.25, user="7"),
        Called("close_rfi", "commit", "NOT_FOUND", 10.0, 0.25, user="7"),
    )
    base = {"mcp.method.name": "tools/call", "gen_ai.operation.name": "execute_tool"}
    assert told["mcp.server.operation.duration"] == [
        ({**base, "gen_ai.tool.name": "list_rfis"}, 1.0),
        ({**base, "gen_ai.tool.name": "close_rfi", "error.type": "NOT_ALLOWED"}, 0.25),
        ({**base, "gen_ai.tool.name": "close_rfi", "error.type": "NOT_FOUND"}, 0.25),
    ]
    assert told["procore_mcp.refusals"] == [({"kind": "NOT_ALLOWED"}, 1)]


def test_requests_waits_renewals_and_the_budget_left_are_measured() -> None:
    told = measured(ANSWERED, REFUSED, LOST, Waited(10.0, 2.0), Refreshed("refused", 10.0, 0.5), ACTED)
    errors = [point.get("error.type") for point, _ in told["http.client.request.duration"]]
    assert errors == [None, "422", "lost"]
    assert told["procore_mcp.rate_limit.wait"] == [({}, 2.0)]
    assert told["procore_mcp.token.refreshes"] == [({"outcome": "refused"}, 1)]
    assert told["procore_mcp.rate_limit.remaining"] == [({"limit": 3600}, 3599)]
