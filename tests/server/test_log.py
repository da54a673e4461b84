from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest

from procore_mcp.server.log import configure_logging, facts, redacted
from procore_mcp.server.request_id import request_id


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    # basicConfig(force=True) closes what it replaces; pytest's own handlers must live on.
    root.handlers.clear()
    configure_logging("info", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


def test_tracebacks_lose_their_secrets(log: io.StringIO) -> None:
    error = RuntimeError("GET https://storage.test/plan.pdf?X-Signature=abc failed")
    logging.getLogger("procore_mcp").error("Authorization: Bearer abcdefgh12345", exc_info=error)
    told = log.getvalue()
    assert "abcdefgh12345" not in told
    assert "X-Signature" not in told
    assert "Bearer ***" in told
    assert "https://storage.test/plan.pdf?***" in told


def test_addresses_of_requests_stay_out_of_the_log(log: io.StringIO) -> None:
    logging.getLogger("httpx2").info("HTTP Request: GET https://api.test/rfis")
    logging.getLogger("procore_mcp").info("ready")
    assert log.getvalue().endswith("INFO procore_mcp: ready\n")
    assert "HTTP Request" not in log.getvalue()


@pytest.mark.parametrize("level", ["debug", "warning"])
def test_whole_messages_of_the_protocol_stay_out_of_the_log(log: io.StringIO, level: str) -> None:
    logging.getLogger().handlers.clear()
    configure_logging(level, log)
    logging.getLogger("sse_starlette.sse").debug("chunk: %s", b"data: a record of Procore")
    logging.getLogger("mcp.shared.jsonrpc_dispatcher").debug("transport yielded exception: %r", ValueError("arguments"))
    logging.getLogger("mcp.server").info("Terminating session")
    logging.getLogger("procore_mcp").debug("ours")
    assert [line.split(": ", 1)[1] for line in log.getvalue().splitlines()] == (
        ["Terminating session", "ours"] if level == "debug" else []
    )


def test_facts_follow_the_message_and_odd_ones_are_quoted(log: io.StringIO) -> None:
    logging.getLogger("procore_mcp").info("call", extra=facts(tool="list_rfis", user="7", client="An App/1\nx", n=None))
    assert log.getvalue().endswith('INFO procore_mcp: call tool=list_rfis user=7 client="An App/1\\nx"\n')


ODD = "a\nINFO procore_mcp.audit: write\x1b[2J\x85\x9b31m\u2028b"
ESCAPED = r"a\u000aINFO procore_mcp.audit: write\u001b[2J\u0085\u009b31m\u2028b"


def test_what_somebody_sent_begins_no_line_and_moves_no_cursor(log: io.StringIO) -> None:
    """A host of a request, for example, as the SDK writes it, or the name of a client."""
    logging.getLogger("mcp").warning("Invalid Host header: %s", ODD, extra=facts(client="x\x9b31m"))
    assert log.getvalue().endswith(f'header: {ESCAPED} client="x\\u009b31m"\n')
    logging.getLogger("procore_mcp").error("Jürgen 设", exc_info=RuntimeError("one\ntwo"))
    assert "Jürgen 设\n" in log.getvalue()
    assert log.getvalue().endswith("RuntimeError: one\ntwo\n"), "tracebacks keep their lines"


def test_what_somebody_sent_begins_no_line_in_json_either(log: io.StringIO) -> None:
    logging.getLogger().handlers.clear()
    configure_logging("info", log, log_format="json")
    logging.getLogger("mcp").warning("Invalid Host header: %s", ODD)
    (line,) = log.getvalue().splitlines()
    assert json.loads(line)["message"] == f"Invalid Host header: {ODD}"


def test_each_line_of_a_request_carries_its_id(log: io.StringIO) -> None:
    token = request_id.set("proxy-0123")
    logging.getLogger("procore_mcp").info("ready")
    request_id.reset(token)
    assert log.getvalue().endswith("ready request_id=proxy-0123\n")


def test_json_has_one_object_a_line_whatever_happens(log: io.StringIO) -> None:
    logging.getLogger().handlers.clear()
    configure_logging("info", log, log_format="json")
    logging.getLogger("procore_mcp").info("a\nb", extra=facts(tool="list_rfis", duration_ms=3))
    error = RuntimeError("GET https://storage.test/plan.pdf?X-Signature=abc failed")
    logging.getLogger("procore_mcp").error("refresh_token=s3cr3t", exc_info=error)
    first, second = map(json.loads, log.getvalue().splitlines())
    assert {name: first[name] for name in ("level", "logger", "message", "tool", "duration_ms")} == {
        "level": "info",
        "logger": "procore_mcp",
        "message": "a\nb",
        "tool": "list_rfis",
        "duration_ms": 3,
    }
    assert first["time"].endswith("+00:00")
    assert second["message"] == "refresh_token=***"
    assert "X-Signature" not in second["exception"]


def test_audit_lines_are_written_at_every_level(log: io.StringIO) -> None:
    logging.getLogger().handlers.clear()
    configure_logging("error", log)
    logging.getLogger("procore_mcp.audit").info("write", extra=facts(user="7", tool="create_rfi"))
    logging.getLogger("procore_mcp").warning("careful")
    assert log.getvalue().endswith("INFO procore_mcp.audit: write user=7 tool=create_rfi\n")


def test_logs_go_to_stderr_unless_told_otherwise(capsys: pytest.CaptureFixture[str], log: io.StringIO) -> None:
    logging.getLogger().handlers.clear()
    configure_logging("warning")
    logging.getLogger("procore_mcp").warning("careful")
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.endswith("WARNING procore_mcp: careful\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"access_token": "s3cr3t", "n": 1}', '{"access_token": "***", "n": 1}'),
        ("refresh_token=s3cr3t&client_secret=other", "refresh_token=***&client_secret=***"),
        ("authorization: basic dXNlcjpwYXNz", "authorization: basic ***"),
        ("https://api.test/rfis has no query", "https://api.test/rfis has no query"),
        ("the bearer is here", "the bearer is here"),
    ],
)
def test_a_line_keeps_everything_but_secrets(text: str, told: str) -> None:
    assert redacted(text) == told
