"""From OTEL_* variables to somebody who watches."""

from __future__ import annotations

import logging
from collections.abc import Generator, Mapping
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec

from procore_mcp.events import Watch, watched_by
from procore_mcp.server.telemetry.wanted import wanted

_log = logging.getLogger(__name__)
_MISSING = "OTEL_* variables ask for telemetry, which is not installed: pip install 'procore-mcp[otel]'."


@contextmanager
def telemetry(environ: Mapping[str, str]) -> Generator[Watch]:
    """Whoever watches sends what it saw until the block is left, and the rest of it then.

    Whatever is wrong with it is logged and stops nothing: the variables may be meant for another program.
    """
    asked = wanted(environ)
    problems = list(asked.problems)
    if (asked.traces or asked.metrics) and not _is_installed():
        problems.append(_MISSING)
        asked = wanted({})
    for problem in problems:
        _log.warning("%s", problem)
    with ExitStack() as stack:
        watches: list[Watch] = []
        if asked.traces or asked.metrics:
            from procore_mcp.server.telemetry import providers  # noqa: PLC0415 - loads the whole SDK

            resource = providers.resource(environ)
            if asked.traces:
                watches.append(stack.enter_context(providers.traced(resource)))
            if asked.metrics:
                watches.append(stack.enter_context(providers.metered(resource)))
        yield watched_by(*watches)


def _is_installed() -> bool:
    try:
        return find_spec("opentelemetry.exporter.otlp.proto.http") is not None
    except ModuleNotFoundError:
        return False
