"""Whose sign-in it is."""

from __future__ import annotations

from dataclasses import dataclass

import httpx2

from procore_mcp.auth.grants import Grants


@dataclass(frozen=True, slots=True)
class Who:
    """`user_id` is Procore's id of the person; `seconds_left` the rest of the access token's life."""

    user_id: int | None
    seconds_left: float | None


async def who(grants: Grants, auth: httpx2.Auth) -> Who:
    """Asks Procore. Raises SignInRequired, Unreachable, ProcoreError."""
    info = await grants.token_info(auth)
    return Who(info.resource_owner_id, info.expires_in)
