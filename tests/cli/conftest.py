"""Commands on a machine on which nobody has set anything up."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from procore_mcp.cli.group import commands
from tests.e2e.bare_home import move_into

Run = Callable[..., Result]
DEADLINE = 60.0  # seconds


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    move_into(tmp_path, monkeypatch)
    return tmp_path


@pytest.fixture
def run() -> Run:
    """`run("tools", "--json", input=…, PROCORE_ALLOW="read")` within this process; names in capitals are settings."""

    def invoke(*words: str, input: str | None = None, **settings: str) -> Result:  # noqa: A002 - click's own name
        result = CliRunner().invoke(commands, list(words), input=input, env=settings)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return invoke


def process(*words: str, **more: Any) -> subprocess.CompletedProcess[str]:
    """A command as a process of its own."""
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "procore_mcp", *words],
        capture_output=True,
        text=True,
        timeout=DEADLINE,
        check=False,
        **more,
    )


@contextmanager
def simulated(*words: str, **more: Any) -> Generator[dict[str, Any]]:
    """What `procore-mcp simulator` says first, while it runs."""
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "procore_mcp", "simulator", *words], stdout=subprocess.PIPE, text=True, **more
    ) as running:
        assert running.stdout is not None
        try:
            yield json.loads(running.stdout.readline())
        finally:
            running.terminate()
            assert running.wait(DEADLINE) == 0


@pytest.fixture(scope="module")
def simulator() -> Iterator[dict[str, Any]]:
    with simulated() as facts:
        yield facts


@pytest.fixture
def connected(simulator: dict[str, Any], home: Path) -> dict[str, str]:
    """Settings of an app that is set up there, with nobody signed in."""
    names = ("api_url", "login_url", "client_id", "client_secret", "company_id", "project_id")
    return {f"PROCORE_{name.upper()}": str(simulator[name]) for name in names} | {
        "PROCORE_STATE_URL": f"sqlite:///{home / 'state.sqlite3'}",
        "PROCORE_TOKEN_STORE": "file",
    }
