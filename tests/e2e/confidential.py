"""What must never leave the server."""

from __future__ import annotations

import re

import pytest

from procore_mcp.simulator.introduction import Facts

_SIGNED = re.compile(r"[?&](?:sig|X-Signature|X-Expires)=\w+")


def leaks(text: str, facts: Facts) -> list[str]:
    """The names of the secrets that `text` holds, in whole or by the half that would identify them."""
    secrets = {
        "access token": facts.access_token,
        "refresh token": facts.refresh_token,
        "client secret": facts.client_secret,
    }
    found = [name for name, secret in secrets.items() if secret[len(secret) // 2 :] in text]
    return [*found, *(f"signed link {link}" for link in _SIGNED.findall(text))]


def logged(caplog: pytest.LogCaptureFixture) -> str:
    """What the server logged, tracebacks included; the simulator's web server logs its visitors in the same process."""
    return "\n".join(
        caplog.handler.format(record) for record in caplog.records if not record.name.startswith("uvicorn")
    )
