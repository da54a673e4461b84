from __future__ import annotations

import pytest

from procore_mcp.server.oauth.redirect_uri import destination, is_same, objection, opens_an_app

FINE = [
    "https://claude.ai/api/mcp/auth_callback",
    "https://app.example:8443/callback?fixed=1",
    "http://127.0.0.1:51234/callback",
    "http://localhost/callback",
    "http://[::1]:8080/callback",
    "cursor://anysphere.cursor-retrieval/oauth/callback",
    "vscode://ms-vscode.example/callback",
    "com.example.app:/oauth",
    "com.example.app://oauth/callback",
]
BAD = [
    "",
    "callback",
    "//evil.example/callback",
    "https://",
    "https:///callback",
    "http://evil.example/callback",
    "http://127.0.0.1.evil.example/",
    "http://0.0.0.0:8000/callback",
    "http://localhost.evil.example/",
    "https://user:password@app.example/callback",
    "https://app.example@evil.example/callback",
    "https://app.example/callback#part",
    "https://app.example/call back",
    "https://app.example/callback\r\nSet-Cookie: a=b",
    "https://app.example\\@evil.example/",
    "https://app.example:99999/",
    "https://[app/",
    "https://[::1]app.example/",
    "https://[v1.x]/",
    "https://evil%2eexample/callback",
    "http://localhost:/callback\\",
    "https://aрр.example/callback",  # noqa: RUF001 - two Cyrillic letters
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>",
    "data:text/html;base64,eA==",
    "file:///etc/passwd",
    "vbscript:x",
    "blob:https://app.example/1",
    "about:blank",
    "ws://app.example/",
    "ftp://app.example/",
    "intent:x",
    "myapp://callback",
    f"https://app.example/{'x' * 2_000}",
]


@pytest.mark.parametrize("uri", FINE)
def test_addresses_of_web_apps_and_native_apps_are_taken(uri: str) -> None:
    assert objection(uri) is None
    assert is_same(uri, uri)


@pytest.mark.parametrize("uri", BAD)
def test_addresses_that_could_run_or_betray_something_are_refused(uri: str) -> None:
    assert objection(uri)


@pytest.mark.parametrize(
    ("registered", "asked", "same"),
    [
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:2/cb", True),
        ("http://127.0.0.1/cb", "http://127.0.0.1:2/cb", True),
        ("http://localhost:1/cb", "http://localhost:2/cb", True),
        ("http://[::1]:1/cb", "http://[::1]:2/cb", True),
        ("http://localhost:1/cb", "http://127.0.0.1:1/cb", False),
        ("http://127.0.0.1:1/cb", "https://127.0.0.1:1/cb", False),
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:1/cb/", False),
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:1/cb?x", False),
        ("http://127.0.0.1:1/cb", "http://127.0.0.1:99999/cb", False),
        ("http://127.0.0.1:1/cb", "http://user@127.0.0.1:1/cb", False),
        ("https://app.example/cb", "https://app.example:443/cb", False),
        ("https://app.example/cb", "https://APP.example/cb", False),
        ("https://app.example/cb", "https://app.example/cb%2f", False),
        ("com.example.app:/cb", "com.example.app:/cb2", False),
    ],
)
def test_an_address_must_be_the_registered_one_but_for_a_loopback_port(
    registered: str, asked: str, *, same: bool
) -> None:
    assert is_same(registered, asked) is same


@pytest.mark.parametrize(
    ("uri", "told", "app"),
    [
        ("https://claude.ai/api/cb", "claude.ai", False),
        ("http://127.0.0.1:1/cb", "a program on this device", False),
        ("cursor://x/cb", "the app that opens cursor: links", True),
    ],
)
def test_a_person_is_told_where_it_leads(uri: str, told: str, *, app: bool) -> None:
    assert (destination(uri), opens_an_app(uri)) == (told, app)
