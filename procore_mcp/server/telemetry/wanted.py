"""What the standard OTEL_* variables ask for; deciding it imports nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

_EXPORTER: Final = "otlp"
_PROTOCOL: Final = "http/protobuf"
_ENDPOINT: Final = "OTEL_EXPORTER_OTLP_ENDPOINT"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`problems` are why something that was asked for stays off, a sentence for each."""

    traces: bool = False
    metrics: bool = False
    problems: tuple[str, ...] = ()


def wanted(environ: Mapping[str, str]) -> Wanted:
    """A signal is wanted when it has an endpoint or its exporter is named; `none` and OTEL_SDK_DISABLED end it."""
    if environ.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return Wanted()
    problems: list[str] = []
    traces = _is_wanted("TRACES", environ, problems)
    metrics = _is_wanted("METRICS", environ, problems)
    return Wanted(traces, metrics, tuple(dict.fromkeys(problems)))


def _is_wanted(signal: Literal["TRACES", "METRICS"], environ: Mapping[str, str], problems: list[str]) -> bool:
    exporter = environ.get(f"OTEL_{signal}_EXPORTER", "").strip()
    protocol = environ.get(f"OTEL_EXPORTER_OTLP_{signal}_PROTOCOL") or environ.get("OTEL_EXPORTER_OTLP_PROTOCOL")
    has_endpoint = bool(environ.get(_ENDPOINT) or environ.get(f"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"))
    if exporter == "none" or not (exporter or has_endpoint):
        return False
    if exporter not in {"", _EXPORTER}:
        problems.append(f"OTEL_{signal}_EXPORTER: this server has only {_EXPORTER}.")
        return False
    if (protocol or _PROTOCOL) != _PROTOCOL:
        problems.append(f"OTEL_EXPORTER_OTLP_PROTOCOL: this server speaks only {_PROTOCOL}.")
        return False
    return True
