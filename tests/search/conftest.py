"""The score of search, printed under the results."""

from __future__ import annotations

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter):
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        score = dict(report.user_properties)
        if report.when == "call" and "hit@5" in score:
            half = report.nodeid.rpartition("[")[2].rstrip("]")
            terminalreporter.write_line(
                f"search, {half}: " + ", ".join(f"{name} {value}" for name, value in score.items())
            )
