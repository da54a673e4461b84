"""What the standard variables ask for."""

from __future__ import annotations

import pytest

from procore_mcp.server.telemetry.wanted import wanted

HERE = "http://127.0.0.1:4318"


@pytest.mark.parametrize(
    ("environ", "signals"),
    [
        ({}, (False, False)),
        ({"OTEL_SERVICE_NAME": "procore"}, (False, False)),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE}, (True, True)),
        ({"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT": HERE}, (True, False)),
        ({"OTEL_TRACES_EXPORTER": "otlp"}, (True, False)),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_METRICS_EXPORTER": "none"}, (True, False)),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_SDK_DISABLED": "TRUE"}, (False, False)),
        ({"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf"}, (True, True)),
    ],
)
def test_signals_follow_the_variables(environ: dict[str, str], signals: tuple[bool, bool]) -> None:
    asked = wanted(environ)
    assert (asked.traces, asked.metrics) == signals
    assert asked.problems == ()


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({"OTEL_TRACES_EXPORTER": "console"}, "OTEL_TRACES_EXPORTER: this server has only otlp."),
        (
            {"OTEL_EXPORTER_OTLP_ENDPOINT": HERE, "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc"},
            "OTEL_EXPORTER_OTLP_PROTOCOL: this server speaks only http/protobuf.",
        ),
    ],
)
def test_what_is_not_to_be_had_is_said_once_and_stays_off(environ: dict[str, str], problem: str) -> None:
    asked = wanted(environ)
    assert (asked.traces, asked.metrics, asked.problems) == (False, False, (problem,))
