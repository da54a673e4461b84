"""A wrong setting stops the start: exit 2, the setting by name, and what it takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from procore_mcp.config.settings import Settings
from tests.cli.conftest import Run, process

WRONG = {
    "pkce": ("perhaps", "boolean"),
    "redirect_uri": ("localhost:8765", "exactly as registered with the app"),
    "environment": ("prod", "'production', 'sandbox', 'monthly-sandbox' or 'federal'"),
    "api_url": ("http://api.procore.com", "https:// address is needed"),
    "login_url": ("https://login.procore.com/oauth", "only scheme, host and port"),
    "company_id": ("Calloway", "integer"),
    "project_id": ("0", "greater than 0"),
    "toolsets": ("rfi", "`procore-mcp tools` lists the toolsets"),
    "read_only": ("perhaps", "boolean"),
    "allow": ("all", "'read', 'write', 'commit' or 'delete'"),
    "confirm": ("always", "'ask' or 'never'"),
    "state_url": ("mysql://user:hunter2@db/state", "sqlite:///path/to/file"),
    "token_store": ("cloud", "'auto', 'keychain' or 'file'"),
    "result_tokens": ("10", "greater than or equal to 500"),
    "max_wait": ("-1", "greater than or equal to 0"),
    "allowed_hosts": ("https://mcp.example.com", "hosts belong here"),
    "trusted_proxies": ("everybody", "addresses and networks"),
    "public_url": ("http://mcp.example.com", "https:// address is needed"),
    "companies": ("Calloway", "ids are needed"),
    "projects": ("1;2", "ids are needed"),
    "log_level": ("loud", "'debug', 'info', 'warning' or 'error'"),
    "log_format": ("xml", "'text' or 'json'"),
}
# Whatever these hold is for Procore to judge, or, of keys, for the server that seals with them (test_serve_for_all.py).
ANY_TEXT = {"client_id", "client_secret", "access_token", "encryption_key"}


def variable(name: str) -> str:
    return f"PROCORE_{name.upper()}"


def test_every_setting_that_can_be_wrong_is_tried() -> None:
    assert {*WRONG} == {*Settings.model_fields} - ANY_TEXT


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_stops_the_start_and_names_the_fix(name: str, run: Run) -> None:
    value, fix = WRONG[name]
    result = run("serve", **{variable(name): value})
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("BAD_SETTING: ")
    assert variable(name) in result.stderr
    assert fix in result.stderr
    assert "hunter2" not in result.stderr


def test_all_wrong_settings_are_told_at_once(run: Run) -> None:
    result = run("serve", PROCORE_ALLOW="all", PROCORE_COMPANY_ID="x", PROCORE_LOG_LEVEL="loud")
    assert all(name in result.stderr for name in ("PROCORE_ALLOW", "PROCORE_COMPANY_ID", "PROCORE_LOG_LEVEL"))


def test_a_setting_in_the_env_file_is_read(home: Path, run: Run) -> None:
    (home / ".env").write_text("PROCORE_CONFIRM=always\n")
    result = run("serve")
    assert result.exit_code == 2
    assert "PROCORE_CONFIRM" in result.stderr


def test_the_environment_wins_over_the_env_file(home: Path, run: Run) -> None:
    (home / ".env").write_text("PROCORE_ALLOW=delete\n")
    result = run("call", "recycle_rfi", "rfi_id=1", "company_id=1", "project_id=1", PROCORE_ALLOW="read")
    assert '"kind": "NOT_ALLOWED"' in result.stdout


def test_a_flag_wins_over_the_environment(run: Run) -> None:
    words = ("call", "recycle_rfi", "rfi_id=1", "company_id=1", "project_id=1", "--allow", "write")
    result = run(*words, PROCORE_ALLOW="delete")
    assert "only allows write" in result.stdout


@pytest.mark.parametrize("command", ["serve", "call list_rfis", "doctor", "whoami", "login", "logout"])
def test_every_command_that_reads_settings_stops_in_the_same_way(command: str, run: Run) -> None:
    result = run(*command.split(), PROCORE_ENVIRONMENT="prod")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "PROCORE_ENVIRONMENT" in result.stderr


def test_a_process_ends_with_the_same_words(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCORE_ENVIRONMENT", "prod")
    result = process("serve", stdin=-3)
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr.splitlines()[0].startswith("BAD_SETTING: PROCORE_ENVIRONMENT: ")
    assert len(result.stderr.splitlines()) == 2


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4"])
def test_a_server_without_sign_in_does_not_listen_for_other_machines(host: str, run: Run) -> None:
    result = run("serve", "--transport", "http", "--host", host, "--port", "0")
    assert result.exit_code == 2
    assert "other machines" in result.stderr
    assert "127.0.0.1" in result.stderr
