"""From the variables to a collector."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from procore_mcp.events import Waited
from procore_mcp.server.telemetry import open as opening
from procore_mcp.server.telemetry.open import telemetry

BODIES = {"/v1/traces": ExportTraceServiceRequest, "/v1/metrics": ExportMetricsServiceRequest}


class Collector(ThreadingHTTPServer):
    """Takes what arrives on a loopback port."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Taking)
        self.taken: list[Any] = []

    @property
    def spans(self) -> list[tuple[Any, Any]]:
        """Each span with its resource."""
        traces = [body for body in self.taken if isinstance(body, ExportTraceServiceRequest)]
        groups = [group for body in traces for group in body.resource_spans]
        return [(span, group.resource) for group in groups for scope in group.scope_spans for span in scope.spans]

    @property
    def metrics(self) -> set[str]:
        bodies = [body for body in self.taken if isinstance(body, ExportMetricsServiceRequest)]
        groups = [group for body in bodies for group in body.resource_metrics]
        return {metric.name for group in groups for scope in group.scope_metrics for metric in scope.metrics}


class Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert isinstance(self.server, Collector)
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.taken.append(BODIES[self.path].FromString(body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        pass


@pytest.fixture
def collector() -> Iterator[Collector]:
    with Collector() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.anyio
async def test_a_served_call_arrives_at_the_collector_as_one_trace(collector: Collector) -> None:
    environ = dict(os.environ) | {
        "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{collector.server_port}",
        "OTEL_EXPORTER_OTLP_COMPRESSION": "none",
    }
    command = StdioServerParameters(command=sys.executable, args=["-m", "procore_mcp", "serve", "--demo"], env=environ)
    with anyio.fail_after(60):
        async with Client(command) as client:
            await client.call_tool("list_rfis", {"page_size": 2})
    by_name = {span.name: span for span, _ in collector.spans}
    call, request = by_name["tools/call list_rfis"], by_name["GET"]
    assert request.trace_id == call.trace_id
    assert request.parent_span_id == call.span_id
    told = {attribute.key: attribute.value for attribute in collector.spans[0][1].attributes}
    assert told["service.name"].string_value == "procore-mcp"
    assert {"mcp.server.operation.duration", "http.client.request.duration"} <= collector.metrics


def test_without_variables_nothing_is_imported_and_nobody_watches() -> None:
    code = (
        "import sys\n"
        "from procore_mcp.server.telemetry.open import telemetry\n"
        "with telemetry({}) as watch:\n"
        "    watch(None)\n"
        "print([name for name in sys.modules if name.startswith('opentelemetry')])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout == "[]\n"


def test_what_is_missing_or_not_to_be_had_is_told_and_stops_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def nowhere(name: str) -> None:
        raise ModuleNotFoundError(name)

    monkeypatch.setattr(opening, "find_spec", nowhere)
    asked = {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_METRICS_EXPORTER": "prometheus"}
    with caplog.at_level(logging.WARNING), telemetry(asked) as watch:
        watch(Waited(0.0, 1.0))
    assert "OTEL_METRICS_EXPORTER: this server has only otlp." in caplog.text
    assert "pip install 'procore-mcp[otel]'" in caplog.text


@pytest.mark.parametrize(
    ("signal", "kind"), [("TRACES", ExportTraceServiceRequest), ("METRICS", ExportMetricsServiceRequest)]
)
def test_one_signal_can_be_had_without_the_other(signal: str, kind: type, collector: Collector) -> None:
    """In a process of its own: a provider stands for all of a process."""
    code = (
        "import os\n"
        "from procore_mcp.events import Waited\n"
        "from procore_mcp.server.telemetry.open import telemetry\n"
        "with telemetry(os.environ) as watch:\n"
        "    watch(Waited(0.0, 1.0))\n"
    )
    where = f"http://127.0.0.1:{collector.server_port}/v1/{signal.lower()}"
    environ = dict(os.environ) | {f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT": where}
    subprocess.run([sys.executable, "-c", code], env=environ, check=True)  # noqa: S603 - our own program
    assert {type(body) for body in collector.taken} == {kind}


@pytest.mark.parametrize(
    ("environ", "name"),
    [
        ({}, "procore-mcp"),
        ({"OTEL_SERVICE_NAME": "site office"}, "site office"),
        ({"OTEL_RESOURCE_ATTRIBUTES": "service.name=trailer"}, "trailer"),
    ],
)
def test_whoever_runs_it_may_name_it(environ: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from procore_mcp.server.telemetry.providers import resource  # noqa: PLC0415 - loads the SDK

    for variable in ("OTEL_SERVICE_NAME", "OTEL_RESOURCE_ATTRIBUTES"):
        monkeypatch.delenv(variable, raising=False)
    for variable, value in environ.items():
        monkeypatch.setenv(variable, value)
    assert resource(os.environ).attributes["service.name"] == name
