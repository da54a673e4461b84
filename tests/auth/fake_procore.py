"""Procore's login server and one API call, as the developer guides describe them."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Self
from urllib.parse import parse_qsl, urlsplit

import anyio
import httpx2

from procore_mcp.auth.tokens import TokenSet

LOGIN_URL = "https://login.procore.example"
API_URL = "https://api.procore.example"
CLIENT_ID = "client-1"
CLIENT_SECRET = "s3cret & =?/ñ"
REDIRECT_URI = "http://localhost"
LIFE = 5_400
LOST = httpx2.ReadError("the connection broke")
NEVER_SENT = httpx2.ConnectError("no route")


class Dropped(Exception):
    """The server did its work and the connection broke before the answer."""


class Clock:
    def __init__(self, now: float = 1_800_000_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


class FakeProcore:
    """`refused_companies` answer 401 whatever the token; `faults` are taken from the front, one per token request."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.api_calls: list[bytes] = []
        self.faults: list[Exception | tuple[int, bytes]] = []
        self.app_is_connected = True
        self.renames_expiry = False
        self.codes: set[str] = set()
        self._access: dict[str, float] = {}
        self._refresh: set[str] = set()
        self._numbers = count(1)

    @property
    def refreshes(self) -> int:
        return sum(form.get("grant_type") == "refresh_token" for _, form in self.forms)

    @property
    def secrets(self) -> set[str]:
        """Everything that must never be shown."""
        sent = {form[name] for _, form in self.forms for name in ("code", "refresh_token", "token") if name in form}
        return {CLIENT_SECRET, *self._access, *self._refresh, *self.codes, *sent}

    def grant(self, *, life: float = LIFE) -> TokenSet:
        """Tokens as a finished sign-in leaves them."""
        number = next(self._numbers)
        access, refresh = f"access-{number}-" + "a" * 1_200, f"refresh-{number}-" + "f" * 56
        self._access[access] = self.clock() + life
        self._refresh.add(refresh)
        return TokenSet(access, refresh, self.clock() + life)

    def end(self, tokens: TokenSet) -> None:
        """As if the person had revoked the access token elsewhere."""
        self._access.pop(tokens.access_token, None)

    def answer(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        path = urlsplit(target).path
        if (method, path) == ("GET", "/oauth/token/info"):
            return self._token_info(headers)
        if (method, path) == ("POST", "/oauth/revoke"):
            return self._revoke(dict(parse_qsl(body.decode())))
        if (method, path) == ("POST", "/oauth/token"):
            return self._token(dict(parse_qsl(body.decode())))
        return self._api(headers, body)

    def _token(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.forms.append(("token", form))
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, httpx2.ConnectError):
            raise fault
        answer = self._granted(form)
        if isinstance(fault, Exception):
            raise fault
        return fault or answer

    def _granted(self, form: dict[str, str]) -> tuple[int, bytes]:
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return _oauth_error(401, "invalid_client")
        kind = form["grant_type"]
        known, value = (
            (self._refresh, form.get("refresh_token")) if kind == "refresh_token" else (self.codes, form.get("code"))
        )
        if value not in known:
            return _oauth_error(400, "invalid_grant")
        known.discard(value)
        tokens = self.grant()
        return 200, json.dumps(
            {
                "access_token": tokens.access_token,
                "token_type": "bearer",
                "expires_in": LIFE,
                "refresh_token": tokens.refresh_token,
                "created_at": int(self.clock()),
            }
        ).encode()

    def _revoke(self, form: dict[str, str]) -> tuple[int, bytes]:
        self.forms.append(("revoke", form))
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, Exception):
            raise fault
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return _oauth_error(401, "invalid_client")
        self._access.pop(form["token"], None)
        self._refresh.discard(form["token"])
        return fault or (200, b"{}")

    def _token_info(self, headers: Mapping[str, str]) -> tuple[int, bytes]:
        left = self._seconds_left(headers)
        if left is None:
            return 401, b'{"error":"invalid_token"}'
        name = "expires_in" if self.renames_expiry else "expires_in_seconds"
        return 200, json.dumps({"resource_owner_id": 77, "scopes": ["public"], name: left}).encode()

    def _api(self, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        self.api_calls.append(body)
        if self._seconds_left(headers) is None or not self.app_is_connected:
            return 401, b'{"error":"Invalid Token"}'
        return 200, b'{"login":"ada@example.com"}'

    def _seconds_left(self, headers: Mapping[str, str]) -> float | None:
        ends = self._access.get(headers.get("authorization", "").removeprefix("Bearer "), 0.0)
        return ends - self.clock() if ends > self.clock() else None


class InProcess(httpx2.AsyncBaseTransport):
    """Reaches a FakeProcore without a network; gives way to other tasks before and after the answer."""

    def __init__(self, procore: FakeProcore) -> None:
        self.procore = procore

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await anyio.lowlevel.checkpoint()
        body = await request.aread()
        status, content = self.procore.answer(request.method, request.url.raw_path.decode(), request.headers, body)
        await anyio.lowlevel.checkpoint()
        return httpx2.Response(status, content=content, headers={"content-type": "application/json"})


class LoopbackProcore:
    """The same over a real socket, for other processes."""

    def __init__(self, procore: FakeProcore) -> None:
        lock = threading.Lock()

        class Exchange(BaseHTTPRequestHandler):
            def _exchange(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                try:
                    with lock:
                        status, content = procore.answer(self.command, self.path, headers, body)
                except Dropped:
                    self.close_connection = True
                    return
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _exchange  # noqa: N815 - the base looks for these names

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Exchange)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


async def call(client: httpx2.AsyncClient) -> int:
    """The status of one call to the API."""
    return (await client.get("/rest/v1.0/me")).status_code


def _oauth_error(status: int, code: str) -> tuple[int, bytes]:
    return status, json.dumps({"error": code, "error_description": "The server repeats nothing here."}).encode()
