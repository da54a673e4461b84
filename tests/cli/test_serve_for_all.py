"""The server of many people as its operator starts it."""

from __future__ import annotations

import os
import secrets
import socket
import sys

import anyio
import httpx2
import pytest
from anyio.streams.buffered import BufferedByteReceiveStream

from procore_mcp.simulator.interior import DEFAULT_CLIENT
from tests.cli.conftest import Run
from tests.e2e.assistant import Assistant
from tests.e2e.browser import Browser
from tests.e2e.told import tell

DEADLINE = 60.0  # seconds
HTTP = ("serve", "--transport", "http")
PUBLIC = {"PROCORE_PUBLIC_URL": "https://mcp.example.com"}
APP = {"PROCORE_CLIENT_ID": DEFAULT_CLIENT.id, "PROCORE_CLIENT_SECRET": DEFAULT_CLIENT.secret}


@pytest.mark.parametrize(
    ("settings", "missing"),
    [
        (PUBLIC, "PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET are not set"),
        (PUBLIC | APP, "PROCORE_ENCRYPTION_KEY is not set"),
        (PUBLIC | APP | {"PROCORE_ENCRYPTION_KEY": "short"}, "key 1 of the list is not 32 bytes"),
    ],
)
def test_what_a_server_of_many_people_needs_is_named_at_the_start(
    settings: dict[str, str], missing: str, run: Run
) -> None:
    result = run(*HTTP, **settings)
    assert result.exit_code == 2
    assert missing in result.stderr
    assert DEFAULT_CLIENT.secret not in result.stderr


@pytest.mark.anyio
async def test_anybody_can_try_the_sign_in_in_the_demo_company() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    public = f"http://127.0.0.1:{port}"
    environment = dict(os.environ) | {"PROCORE_PUBLIC_URL": public, "PROCORE_ENCRYPTION_KEY": secrets.token_urlsafe(32)}
    command = [sys.executable, "-m", "procore_mcp", *HTTP, "--demo", "--port", str(port)]
    with anyio.fail_after(DEADLINE):
        async with await anyio.open_process(command, env=environment) as process:
            assert process.stderr is not None
            try:
                line = await BufferedByteReceiveStream(process.stderr).receive_until(b"\n", 500)
                assert f"People sign in at {public}/mcp" in line.decode()
                await signs_in(public)
            finally:
                process.terminate()
    assert process.returncode == 0


async def signs_in(public: str) -> None:
    async with httpx2.AsyncClient(trust_env=False, timeout=DEADLINE) as http:
        nobody = await http.post(f"{public}/mcp", json={})
        assert nobody.status_code == 401
    async with (
        Browser(None, ("http://127.0.0.1:",)) as browser,
        Assistant(browser, f"{public}/mcp").connected() as client,
    ):
        assert (await tell(client, "show_my_profile")).record["login"]
