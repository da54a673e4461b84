"""Settings from flags, the environment and a `.env` file."""

from __future__ import annotations

from pathlib import Path

import pytest

from procore_mcp.config.settings import load_settings
from procore_mcp.errors import BadSetting


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting of the machine that runs the tests shows through."""
    monkeypatch.chdir(tmp_path)
    for name in (
        *("ACCESS_TOKEN", "ALLOW", "API_URL", "CLIENT_ID", "COMPANY_ID", "CONFIRM", "ENVIRONMENT", "LOGIN_URL"),
        "TOOLSETS",
    ):
        monkeypatch.delenv(f"PROCORE_{name}", raising=False)


def test_without_settings_production_is_meant() -> None:
    settings = load_settings()
    assert (settings.procore.api_url, settings.procore.login_url) == (
        "https://api.procore.com",
        "https://login.procore.com",
    )
    assert settings.procore.file_hosts == ("procore.com",)
    assert settings.state_url.startswith("sqlite:///")


@pytest.mark.parametrize(
    ("name", "api", "login"),
    [
        ("sandbox", "https://sandbox.procore.com", "https://login-sandbox.procore.com"),
        ("monthly-sandbox", "https://api-monthly.procore.com", "https://login-sandbox-monthly.procore.com"),
        ("federal", "https://api.procoregov.com", "https://login.procoregov.com"),
    ],
)
def test_each_environment_has_its_own_addresses(name: str, api: str, login: str) -> None:
    place = load_settings(environment=name).procore
    assert (place.api_url, place.login_url) == (api, login)


def test_flags_win_over_the_environment_and_that_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROCORE_COMPANY_ID=1\nPROCORE_PROJECT_ID=2\nPROCORE_CLIENT_ID=file\n", "utf-8")
    monkeypatch.setenv("PROCORE_PROJECT_ID", "3")
    monkeypatch.setenv("PROCORE_CLIENT_ID", "environment")
    settings = load_settings(client_id="flag", company_id=None)
    assert (settings.company_id, settings.project_id, settings.client_id) == (1, 3, "flag")


def test_toolsets_are_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROCORE_TOOLSETS", "rfis, meetings,")
    assert load_settings().toolsets == ("rfis", "meetings")


def test_hosts_and_proxies_are_split_at_commas() -> None:
    settings = load_settings(allowed_hosts="MCP.example.com, [::1]:8443", trusted_proxies="10.0.0.5, fd00::/8")
    assert settings.allowed_hosts == ("mcp.example.com", "[::1]:8443")
    assert settings.trusted_proxies == ("10.0.0.5", "fd00::/8")


def test_read_only_wins_over_allow() -> None:
    assert load_settings(read_only=True, allow="delete").allowed == "read"


def test_another_api_address_takes_the_token_away_from_procores_own_hosts() -> None:
    place = load_settings(api_url="http://127.0.0.1:8080/").procore
    assert (place.api_url, place.file_hosts) == ("http://127.0.0.1:8080", ())


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://MCP.example.com:443/", "https://mcp.example.com"),
        ("https://mcp.example.com:8443", "https://mcp.example.com:8443"),
        ("http://localhost:80", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
    ],
)
def test_a_public_address_is_spelled_as_browsers_spell_an_origin(given: str, origin: str) -> None:
    """They compare it letter by letter with where our own pages come from."""
    assert load_settings(public_url=given).public_url == origin


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("api_url", "http://api.procore.com", "https:// address is needed"),
        ("api_url", "https://user@api.procore.com", "only scheme, host and port"),
        ("api_url", "https://api.procore.com/rest", "only scheme, host and port"),
        ("login_url", "ftp://login.procore.com", "https:// address is needed"),
        ("public_url", "https://@mcp.example.com", "only scheme, host and port"),
        ("public_url", "https://mcp.example.com:99999", "only scheme, host and port"),
        ("public_url", "https://mcp.example.com:port", "only scheme, host and port"),
        ("public_url", "https://mcp.exämple.com", "only scheme, host and port"),
        ("public_url", "https://mcp.example.com\\x", "only scheme, host and port"),
        ("public_url", "https://[mcp]", "only scheme, host and port"),
        ("environment", "staging", "'production', 'sandbox', 'monthly-sandbox' or 'federal'"),
        ("allow", "all", "'read', 'write', 'commit' or 'delete'"),
        ("company_id", "0", "greater than 0"),
        ("project_id", "abc", "valid integer"),
        ("result_tokens", "10", "greater than or equal to 500"),
        ("max_wait", "-1", "greater than or equal to 0"),
        ("confirm", "maybe", "'ask' or 'never'"),
        ("allowed_hosts", "https://mcp.example.com", "hosts belong here"),
        ("allowed_hosts", "mcp.example.com,*", "hosts belong here"),
        ("trusted_proxies", "10.0.0.5,proxy", "addresses and networks"),
        ("trusted_proxies", "*", "addresses and networks"),
        ("log_format", "xml", "'text' or 'json'"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_takes(setting: str, value: str, words: str) -> None:
    with pytest.raises(BadSetting) as refusal:
        load_settings(**{setting: value})
    assert refusal.value.message.startswith(f"PROCORE_{setting.upper()}: ")
    assert words in refusal.value.message


def test_several_wrong_settings_are_named_at_once_and_no_value_is_repeated() -> None:
    with pytest.raises(BadSetting) as refusal:
        load_settings(allow="s3cr3t", environment="s3cr3t")
    assert "PROCORE_ALLOW" in refusal.value.message
    assert "PROCORE_ENVIRONMENT" in refusal.value.message
    assert "s3cr3t" not in refusal.value.message


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [
        ("PROCORE_READONLY", "PROCORE_READ_ONLY"),
        ("PROCORE_ALOW", "PROCORE_ALLOW"),
        ("PROCORE_PROJECT", "PROCORE_PROJECTS or PROCORE_PROJECT_ID"),
        ("procore_companys", "PROCORE_COMPANIES"),
    ],
)
def test_a_misspelt_setting_is_not_passed_over(wrong: str, meant: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(wrong, "s3cret")
    with pytest.raises(BadSetting) as refused:
        load_settings()
    assert refused.value.message == f"{wrong.upper()} is no setting; did you mean {meant}?"
    assert "Rename or remove it" in (refused.value.hint or "")


def test_a_misspelt_setting_in_the_env_file_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PROCORE_CLIENT_IDD=abc\nUNRELATED=1\n", encoding="utf-8")
    with pytest.raises(BadSetting, match="PROCORE_CLIENT_IDD is no setting"):
        load_settings()


@pytest.mark.parametrize("name", ["PROCORE_MCP_REPLICAS", "PROCORE_SANDBOX_TOKEN", "READ_ONLY", "PROCORE_API_BASE_URL"])
def test_a_setting_of_another_program_is_none_of_ours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    monkeypatch.setenv("PROCORE_READONLY", "")
    assert load_settings().allowed == "delete"


OF_A_STRANGER = [
    "PROCORE_API_URL=https://evil.example",
    "PROCORE_LOGIN_URL=https://evil.example",
    "PROCORE_STATE_URL=redis://evil.example",
    "PROCORE_CONFIRM=never",
]


@pytest.mark.parametrize("line", OF_A_STRANGER)
@pytest.mark.parametrize("owner", ["PROCORE_CLIENT_ID", "PROCORE_ACCESS_TOKEN"])
def test_a_folder_of_somebody_else_gets_no_sign_in_and_switches_no_question_off(
    line: str, owner: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Editors start servers in the folder that is open, which may have come from anywhere with its .env file."""
    (tmp_path / ".env").write_text(f"{line}\n", "utf-8")
    monkeypatch.setenv(owner, "mine")
    with pytest.raises(BadSetting) as refused:
        load_settings()
    assert refused.value.message.startswith(line.partition("=")[0])
    assert "evil" not in refused.value.message
    with pytest.raises(BadSetting):
        load_settings(client_id="flag")


@pytest.mark.parametrize("line", OF_A_STRANGER)
def test_a_file_that_names_the_app_says_where_it_goes(line: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"PROCORE_CLIENT_ID=mine\n{line}\n", "utf-8")
    assert load_settings().client_id == "mine"


def test_the_environment_has_the_last_word_over_such_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("\n".join([*OF_A_STRANGER, "PROCORE_COMPANY_ID=7"]), "utf-8")
    monkeypatch.setenv("PROCORE_CLIENT_ID", "mine")
    monkeypatch.setenv("PROCORE_API_URL", "https://ours.example")
    settings = load_settings(login_url="https://ours.example", state_url="sqlite://", confirm="ask")
    assert (settings.procore.api_url, settings.confirm, settings.company_id) == ("https://ours.example", "ask", 7)
