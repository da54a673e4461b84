"""What is said to Procore's login server, and how its answers are understood."""

from __future__ import annotations

from dataclasses import replace

import httpx2
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from pydantic import SecretStr

from procore_mcp.auth.bearer import StaticBearer
from procore_mcp.auth.browser import mint
from procore_mcp.auth.grants import Grants
from procore_mcp.auth.who import Who, who
from procore_mcp.errors import BadSetting, OutcomeUnknown, ProcoreError, SignInRequired, Unreachable
from tests.auth.fake_procore import CLIENT_ID, CLIENT_SECRET, LIFE, LOST, NEVER_SENT, REDIRECT_URI, Clock, FakeProcore


@pytest.mark.anyio
async def test_a_code_becomes_tokens_that_live_as_long_as_procore_says(
    grants: Grants, procore: FakeProcore, clock: Clock
):
    procore.codes.add("code-1")
    tokens = await grants.exchange("code-1")
    assert tokens.expires_at == clock.now + LIFE
    assert procore.forms == [
        (
            "token",
            {
                "grant_type": "authorization_code",
                "code": "code-1",
                "redirect_uri": REDIRECT_URI,
                "client_id": CLIENT_ID,
                "client_secret": CLIENT_SECRET,
            },
        )
    ]


@pytest.mark.anyio
async def test_a_refresh_sends_the_secret_in_the_body_and_no_scope(grants: Grants, procore: FakeProcore):
    before = procore.grant()
    after = await grants.refresh(before.refresh_token or "")
    assert after.refresh_token not in {None, before.refresh_token}
    ((_, form),) = procore.forms
    assert set(form) == {"grant_type", "refresh_token", "redirect_uri", "client_id", "client_secret"}


@pytest.mark.anyio
async def test_an_answer_without_a_new_refresh_token_does_not_bring_the_old_one_back(
    grants: Grants, procore: FakeProcore
):
    procore.faults.append((200, b'{"access_token":"new","token_type":"bearer","expires_in":"900"}'))
    tokens = await grants.refresh(procore.grant().refresh_token or "")
    assert (tokens.access_token, tokens.refresh_token) == ("new", None)
    assert tokens.expires_at == procore.clock.now + 900


@pytest.mark.anyio
async def test_an_answer_without_a_life_is_given_the_documented_one(grants: Grants, procore: FakeProcore, clock: Clock):
    procore.faults.append((200, b'{"access_token":"new","refresh_token":"next"}'))
    assert (await grants.exchange("any")).expires_at == clock.now + LIFE


@pytest.mark.anyio
async def test_proof_keys_are_sent_when_they_are_switched_on(grants: Grants, procore: FakeProcore):
    procore.codes.add("code-1")
    proving = replace(grants, pkce=True)
    authorization = proving.authorization(mint)
    assert authorization.verifier is not None
    asked = httpx2.URL(authorization.url).params
    assert asked["code_challenge"] == create_s256_code_challenge(authorization.verifier)
    assert asked["code_challenge_method"] == "S256"
    await proving.exchange("code-1", authorization.verifier)
    assert procore.forms[0][1]["code_verifier"] == authorization.verifier


@pytest.mark.anyio
async def test_an_authorization_hides_what_proves_it(grants: Grants):
    authorization = replace(grants, pkce=True).authorization(lambda: "x" * 43)
    assert "xxx" not in repr(authorization)


@pytest.mark.parametrize("status", [200, 400, 401])
@pytest.mark.parametrize("code", ["invalid_client", "unauthorized_client"])
@pytest.mark.anyio
async def test_an_unknown_client_points_at_the_settings_and_the_environment(
    grants: Grants, procore: FakeProcore, status: int, code: str
):
    procore.faults.append((status, b'{"error":"%s"}' % code.encode()))
    with pytest.raises(BadSetting, match="production") as caught:
        await grants.exchange("any")
    assert "PROCORE_ENVIRONMENT" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (400, b'{"error":"invalid_request","error_description":"code-secret"}', "UNEXPECTED_ERROR"),
        (400, b'{"error":"Weird code-secret"}', "UNEXPECTED_ERROR"),
        (429, b"slow down code-secret", "TOO_MANY_REQUESTS"),
        (502, b"<html>code-secret</html>", "UNEXPECTED_ERROR"),
        (200, b"<html>code-secret</html>", "UNEXPECTED_ERROR"),
        (200, b'["code-secret"]', "UNEXPECTED_ERROR"),
        (200, b'{"access_token":["code-secret"]}', "UNEXPECTED_ERROR"),
        (200, b'{"access_token":"code-secret","expires_in":"soon"}', "UNEXPECTED_ERROR"),
        (302, b"", "UNEXPECTED_ERROR"),
    ],
)
@pytest.mark.anyio
async def test_other_answers_are_errors_that_repeat_nothing_of_them(
    grants: Grants, procore: FakeProcore, status: int, body: bytes, kind: str
):
    procore.faults.append((status, body))
    with pytest.raises(ProcoreError) as caught:
        await grants.exchange("code-secret")
    assert (caught.value.status, caught.value.kind) == (status, kind)
    assert "code-secret" not in str(caught.value.describe())


@pytest.mark.anyio
async def test_a_lost_answer_to_a_code_asks_for_another_sign_in(grants: Grants, procore: FakeProcore):
    procore.faults.append(LOST)
    with pytest.raises(SignInRequired, match="lost"):
        await grants.exchange("any")


@pytest.mark.anyio
async def test_a_lost_answer_to_a_refresh_says_that_the_outcome_is_unknown(grants: Grants, procore: FakeProcore):
    procore.faults.append(LOST)
    with pytest.raises(OutcomeUnknown):
        await grants.refresh(procore.grant().refresh_token or "")


@pytest.mark.parametrize(
    "failure", [NEVER_SENT, httpx2.ConnectTimeout("slow"), httpx2.PoolTimeout("full"), httpx2.ProxyError("no")]
)
@pytest.mark.anyio
async def test_what_never_left_is_unreachable(grants: Grants, procore: FakeProcore, failure: Exception):
    procore.faults.append(failure)
    with pytest.raises(Unreachable, match=r"login\.procore\.example"):
        await grants.exchange("any")


@pytest.mark.anyio
async def test_an_exchange_that_takes_too_long_is_lost(grants: Grants, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("procore_mcp.auth.grants.DEADLINE", 0.0)
    with pytest.raises(OutcomeUnknown):
        await grants.refresh("any")


@pytest.mark.anyio
async def test_revoking_ends_a_token_and_doing_it_twice_is_no_error(grants: Grants, procore: FakeProcore):
    tokens = procore.grant()
    await grants.revoke(tokens.access_token)
    await grants.revoke(tokens.access_token)
    with pytest.raises(SignInRequired):
        await who(grants, StaticBearer(SecretStr(tokens.access_token)))


@pytest.mark.parametrize("renamed", [False, True])
@pytest.mark.anyio
async def test_procore_says_whose_token_it_is(grants: Grants, procore: FakeProcore, renamed: bool):
    procore.renames_expiry = renamed
    tokens = procore.grant(life=4_321)
    assert await who(grants, StaticBearer(SecretStr(tokens.access_token))) == Who(user_id=77, seconds_left=4_321)


@pytest.mark.anyio
async def test_who_reports_a_login_server_that_cannot_be_reached_or_understood(grants: Grants):
    def answers(content: bytes | None) -> httpx2.MockTransport:
        def answer(request: httpx2.Request) -> httpx2.Response:
            if content is None:
                raise LOST
            return httpx2.Response(200, content=content)

        return httpx2.MockTransport(answer)

    auth = StaticBearer(SecretStr("token"))
    with pytest.raises(Unreachable):
        await who(replace(grants, transport=answers(None)), auth)
    with pytest.raises(ProcoreError, match="not one of Procore"):
        await who(replace(grants, transport=answers(b"<html>")), auth)
