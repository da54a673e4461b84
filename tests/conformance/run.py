"""Run the protocol's conformance suite against our server: `python -m tests.conformance.run`.

Exits with 1 unless every scenario that a revision requires has passed, and those for authorization servers. Extensions
and scenarios that are still under discussion run as well, and do not count.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conformance import authorization
from tests.conformance.node import ROOT, installed, node_path

PACKAGES = {"@modelcontextprotocol/conformance": "0.2.0-alpha.12"}
# A suite that ran nothing would report no failure either.
REQUIRED = {"2026-07-28": 37, "2025-11-25": 30}
RESULTS = ROOT / "build" / "conformance"
_SCENARIO = re.compile(r"^\s*([✓✗]) ([\w-]+)(?::| \()", re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Outcome:
    revision: str
    passed: tuple[str, ...]
    failed: tuple[str, ...]
    exit_code: int
    seconds: float

    @property
    def is_complete(self) -> bool:
        return self.exit_code == 0 and not self.failed and len(self.passed) == REQUIRED[self.revision]


def main() -> int:
    path = node_path()
    suite = installed(PACKAGES, path) / ".bin" / "conformance"
    with _served() as address:
        outcomes = [_run(suite, address, revision, path) for revision in REQUIRED]
    for outcome in outcomes:
        _report(outcome)
    verdict = authorization.judged(suite, path, RESULTS / "authorization")
    _report_authorization(verdict)
    return 0 if verdict.is_complete and all(outcome.is_complete for outcome in outcomes) else 1


@contextmanager
def _served() -> Generator[str]:
    command = [sys.executable, "-m", "tests.conformance.serve", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own module
        assert server.stdout is not None
        try:
            yield server.stdout.readline().strip()
        finally:
            server.terminate()


def _run(suite: Path, address: str, revision: str, path: str) -> Outcome:
    results = RESULTS / revision
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    command = [str(suite), "server", "--url", address, "--requirements", revision, "-o", str(results)]
    began = time.monotonic()
    done = subprocess.run(  # noqa: S603 - fixed command
        command, env={**os.environ, "PATH": path}, capture_output=True, encoding="utf-8", check=False
    )
    told = _COLOUR.sub("", done.stdout + done.stderr)
    (results / "log.txt").write_text(told, encoding="utf-8")
    passed, failed = _scored(told)
    return Outcome(revision, passed, failed, done.returncode, time.monotonic() - began)


def _scored(told: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names that passed and names that failed, of those that count."""
    summary, _, rest = told.partition("=== SUMMARY ===")[2].partition("Not scored for")
    optional = {name for _, name in _SCENARIO.findall(rest)}
    marks = [(mark, name) for mark, name in _SCENARIO.findall(summary) if name not in optional]
    return tuple(name for mark, name in marks if mark == "✓"), tuple(name for mark, name in marks if mark == "✗")


def _report(outcome: Outcome) -> None:
    wanted = REQUIRED[outcome.revision]
    verdict = "ok" if outcome.is_complete else f"FAILED: {', '.join(outcome.failed) or 'see the log'}"
    line = (
        f"{outcome.revision}  {len(outcome.passed)} of {wanted} required scenarios  {outcome.seconds:4.1f} s  {verdict}"
    )
    print(line)  # noqa: T201 - a script that reports to a person
    if not outcome.is_complete:
        print(f"            {(RESULTS / outcome.revision / 'log.txt').relative_to(ROOT)}")  # noqa: T201 - same


def _report_authorization(verdict: authorization.Verdict) -> None:
    told = "ok" if verdict.is_complete else f"FAILED: {', '.join(verdict.failed) or 'see the log'}"
    wanted = len(authorization.REQUIRED)
    print(f"authorization  {len(verdict.passed)} of {wanted} required scenarios  {told}")  # noqa: T201 - a script that reports to a person


if __name__ == "__main__":
    sys.exit(main())
