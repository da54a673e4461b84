"""Nothing secret is ever shown."""

from __future__ import annotations

import logging

import pytest

from procore_mcp.auth.account import Account
from procore_mcp.auth.grants import Grants
from procore_mcp.errors import SignInRequired
from tests.auth.fake_procore import LIFE, LOST, FakeProcore, call


@pytest.mark.anyio
async def test_no_secret_is_logged_or_shown(
    client, procore: FakeProcore, grants: Grants, account: Account, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.DEBUG)
    tokens = procore.grant(life=0)
    await account.store.save(tokens)
    assert await call(client) == 200
    procore.faults += [LOST]
    procore.clock.now += LIFE
    with pytest.raises(SignInRequired) as caught:
        await call(client)
    shown = " ".join(
        [
            caplog.text,
            repr(tokens),
            str(tokens),
            repr(grants),
            repr(account),
            repr(client.auth),
            str(caught.value.describe()),
            repr(caught.value),
        ]
    )
    assert len(procore.secrets) >= 4
    assert [secret for secret in procore.secrets if secret in shown] == []
