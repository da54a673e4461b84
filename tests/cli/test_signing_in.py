"""From nobody to signed in and out again, by the commands that a person uses."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest

from procore_mcp.auth.open import open_account
from procore_mcp.auth.tokens import TokenSet
from procore_mcp.config.settings import load_settings
from procore_mcp.state.open import open_state
from tests.cli.conftest import Run, process

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@pytest.fixture
def code(simulator: dict[str, Any]) -> str:
    """What Procore's page shows to a person who agrees."""
    form = {
        "client_id": simulator["client_id"],
        "redirect_uri": OUT_OF_BAND,
        "response_type": "code",
        "decision": "allow",
        "person_id": str(simulator["user_id"]),
    }
    page = httpx2.post(f"{simulator['login_url']}/oauth/authorize", data=form)
    found = re.search(r"\b[0-9a-f]{64}\b", page.text)
    assert found is not None
    return found[0]


def test_login_whoami_doctor_call_logout(
    simulator: dict[str, Any], connected: dict[str, str], code: str, run: Run, home: Path
) -> None:
    settings = connected | {"PROCORE_REDIRECT_URI": OUT_OF_BAND}
    assert run("whoami", **settings).exit_code == 1

    login = run("login", "--paste", input=f"{code}\n", **settings)
    assert login.exit_code == 0
    assert "You are signed in" in login.stdout
    assert f"{simulator['login_url']}/oauth/authorize?" in login.stderr
    assert code not in login.output

    who = run("whoami", **settings)
    assert f"{simulator['user_name']} <{simulator['user_login']}>" in who.stdout
    doctor = run("doctor", **settings)
    assert (doctor.exit_code, "All is well." in doctor.stdout) == (0, True)
    assert run("call", "show_project", **settings).exit_code == 0
    assert [path.stat().st_mode & 0o077 for path in home.rglob("sign-in-*.json")] == [0]

    logout = run("logout", **settings)
    assert (logout.exit_code, logout.stdout) == (0, "You are signed out on this machine.\n")
    gone = run("whoami", **settings)
    assert gone.exit_code == 1
    assert gone.stderr.startswith("SIGN_IN_REQUIRED: ")
    assert "procore-mcp login" in gone.stderr


def test_a_pasted_answer_may_come_through_a_pipe(connected: dict[str, str], home: Path) -> None:
    environment = {**os.environ, **connected, "PROCORE_REDIRECT_URI": OUT_OF_BAND, "BROWSER": "true"}
    login = process("login", "--paste", input="f00d\n", env=environment, cwd=home)
    assert login.returncode == 1
    said = login.stderr.splitlines()
    assert said[2].startswith("Paste the code")
    assert said[3].startswith("SIGN_IN_REQUIRED: Procore no longer accepts this sign-in: its code or token was used")
    assert len(said) == 5


def test_the_doctor_tells_each_fix_in_its_own_column(run: Run) -> None:
    lines = run("doctor", PROCORE_TOKEN_STORE="file").stdout.splitlines()
    told = lines[: lines.index("")]
    assert {line[:4] for line in told} == {"ok  ", "fail", "    "}
    assert {line[4:6] for line in told} == {"  "}
    assert lines[-1] == "2 things to fix, see above."


def test_the_doctor_names_what_to_fix(run: Run) -> None:
    result = run("doctor", PROCORE_TOKEN_STORE="file")
    assert result.exit_code == 1
    assert "PROCORE_CLIENT_ID" in result.stdout
    assert "to fix, see above" in result.stdout


def test_the_doctor_finds_nothing_wrong_with_the_demo(run: Run) -> None:
    result = run("doctor", "--demo")
    assert result.exit_code == 0
    assert "All is well." in result.stdout
    assert "requests left until" in " ".join(result.stdout.split())


def test_the_doctor_notes_what_would_be_better(
    simulator: dict[str, Any], connected: dict[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)  # as if it were not installed
    settings = {**connected, "PROCORE_COMPANY_ID": "", "PROCORE_ACCESS_TOKEN": simulator["access_token"]}
    result = run("doctor", **settings)
    assert result.exit_code == 0
    assert "documents cannot be read" in result.stdout
    assert "never renewed" in " ".join(result.stdout.split())
    assert "PROCORE_COMPANY_ID" in result.stdout


def test_a_logout_that_procore_does_not_hear_of_says_so(connected: dict[str, str], run: Run) -> None:
    settings = connected | {"PROCORE_LOGIN_URL": "http://127.0.0.1:1"}
    tokens = TokenSet("an access token", "a refresh token", expires_at=0.0)
    account = open_account(
        load_settings(**{name[8:].lower(): value for name, value in settings.items()}), open_state("sqlite://")
    )
    anyio.run(account.store.save, tokens)
    result = run("logout", **settings)
    assert result.exit_code == 0
    assert "You are signed out on this machine." in result.stdout
    assert "lives on there until it expires" in " ".join(result.stdout.split())
    assert anyio.run(account.store.load) is None


def test_signing_in_needs_an_app(run: Run) -> None:
    result = run("login")
    assert result.exit_code == 2
    assert "PROCORE_CLIENT_ID" in result.stderr
    assert "developers.procore.com" in result.stderr
