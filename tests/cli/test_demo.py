from __future__ import annotations

from tests.cli.conftest import process

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
