"""The SDK of OpenTelemetry, set up as its own variables say: endpoints, headers, sampling, intervals, attributes."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.metrics import MeterProvider
from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from procore_mcp import __version__
from procore_mcp.events import Watch
from procore_mcp.server.telemetry.meters import Meters
from procore_mcp.server.telemetry.spans import Spans

NAME = "procore-mcp"


def resource(environ: Mapping[str, str]) -> Resource:
    """Whoever runs the server may call it otherwise."""
    is_named = "OTEL_SERVICE_NAME" in environ or "service.name=" in environ.get("OTEL_RESOURCE_ATTRIBUTES", "")
    return Resource.create({"service.version": __version__} | ({} if is_named else {"service.name": NAME}))


@contextmanager
def traced(about: Resource) -> Generator[Watch]:
    """The provider becomes that of the whole process, because the MCP SDK writes the spans of the calls to it."""
    provider = TracerProvider(resource=about)
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    try:
        yield Spans(provider.get_tracer(NAME, __version__))
    finally:
        provider.shutdown()


@contextmanager
def metered(about: Resource) -> Generator[Watch]:
    provider = MeterProvider([PeriodicExportingMetricReader(OTLPMetricExporter())], resource=about)
    try:
        yield Meters(provider.get_meter(NAME, __version__))
    finally:
        provider.shutdown()
