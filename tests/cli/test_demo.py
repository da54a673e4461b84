from __future__ import annotations

import subprocess
import sys

from tests.cli.conftest import DEADLINE, process

PROMISED = (
    "Which RFIs are overdue",
    "→ list_rfis",
    "Ball in court",
    "→ show_coordination_issue",
    "→ update_meeting_topic",
    "Did that stick?",
    "→ get_file_content",
    ".pdf",
    "page(s), about",
    "NOT_ALLOWED",
    "PROCORE_ALLOW",
    "TOO_MANY_REQUESTS",
    "BAD_ARGUMENTS",
    "responsible_contractor is not an argument",
    "procore-mcp serve --demo",
)


def test_the_tour_shows_everything_that_it_promises_and_ends_well() -> None:
    result = process("demo")
    assert result.returncode == 0, result.stderr
    assert [word for word in PROMISED if word not in result.stdout] == []
    assert "Traceback" not in result.stderr


def test_a_reader_who_leaves_early_ends_the_tour_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "procore_mcp", "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().startswith("procore-mcp, a guided tour")
        running.stdout.close()
        assert "Traceback" not in running.stderr.read()
        assert running.wait(DEADLINE) == 1
