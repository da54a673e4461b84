from __future__ import annotations

from dataclasses import fields
from typing import Any

import httpx2

from procore_mcp.simulator.introduction import Facts

KEYS = [
    "api_url",
    "login_url",
    "storage_url",
    "client_id",
    "client_secret",
    "redirect_uri",
    "access_token",
    "refresh_token",
    "user_id",
    "user_name",
    "user_login",
    "company_id",
    "project_id",
]


def test_the_first_line_is_json_with_everything_a_client_needs(simulator: dict[str, Any]) -> None:
    """That SIGTERM ends it with 0 is asserted where it is ended."""
    assert list(simulator) == KEYS
    assert [field.name for field in fields(Facts)] == KEYS
    assert all(simulator.values())


def test_its_three_addresses_answer(simulator: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {simulator['access_token']}"}
    with httpx2.Client(headers=headers) as client:
        me = client.get(f"{simulator['api_url']}/rest/v1.0/me")
        info = client.get(f"{simulator['login_url']}/oauth/token/info")
        file = client.get(f"{simulator['storage_url']}/files/none")
    assert me.json()["login"] == simulator["user_login"]
    assert info.json()["resource_owner_id"] == simulator["user_id"]
    assert file.status_code == 400, "storage takes no token"
