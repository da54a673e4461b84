from __future__ import annotations

import gzip

import anyio
import httpx2
import pytest

from procore_mcp import __version__
from procore_mcp.api.client import LARGEST_ANSWER
from procore_mcp.api.messages import FilePart, FormBody, JsonBody, Request
from procore_mcp.errors import ForeignHost, OutcomeUnknown, ProcoreError, RateLimited, Unreachable
from tests.api.stage import Stage, Token, client_on
from tests.api.virtual_time import BEGINNING

pytestmark = pytest.mark.anyio

READ = Request("GET", "/rest/v1.0/rfis", company_id=8089)
WRITE = Request("POST", "/rest/v1.0/rfis", body=JsonBody({"rfi": {"subject": "Slab"}}), company_id=8089)
FULL = {"x-rate-limit-limit": "100", "x-rate-limit-remaining": "99", "x-rate-limit-reset": f"{BEGINNING + 10:.0f}"}


def ok(**headers: str) -> httpx2.Response:
    return httpx2.Response(200, json={"id": 1}, headers={**FULL, **headers})


async def test_a_request_carries_the_company_the_token_and_our_name():
    stage = Stage([ok(**{"X-Request-Id": "abc"})])
    async with client_on(stage) as client:
        response = await client.send(READ)
    [request] = stage.seen
    assert request.headers["procore-company-id"] == "8089"
    assert request.headers["authorization"] == "Bearer secret-token"
    assert request.headers["accept"] == "application/json"
    assert request.headers["user-agent"] == f"procore-mcp/{__version__}"
    assert (response.status, response.content, response.request_id) == (200, b'{"id":1}', "abc")


async def test_a_call_without_a_company_carries_none():
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("GET", "/rest/v1.0/me"))
    assert "procore-company-id" not in stage.seen[0].headers


async def test_names_with_brackets_are_encoded_once():
    query = (("filters[status][]", "open"), ("filters[status][]", "a&b=c d"), ("search", "50% Straße+"))
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("GET", "/rest/v1.0/rfis", query=query))
    assert stage.seen[0].url.raw_path == (
        b"/rest/v1.0/rfis?filters%5Bstatus%5D%5B%5D=open&filters%5Bstatus%5D%5B%5D=a%26b%3Dc%20d"
        b"&search=50%25%20Stra%C3%9Fe%2B"
    )


async def test_an_encoded_path_stays_as_it_is():
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("GET", "/rest/v1.0/files/a%2Fb%20c"))
    assert stage.seen[0].url.raw_path == b"/rest/v1.0/files/a%2Fb%20c"


async def test_a_json_body_is_sent_as_json():
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(WRITE)
    assert stage.seen[0].headers["content-type"] == "application/json"
    assert stage.seen[0].content == b'{"rfi":{"subject":"Slab"}}'


async def test_a_form_with_a_file_is_sent_in_parts_in_its_own_order():
    fields = (
        ("rfi[subject]", "Slöb"),
        ("rfi[files][]", FilePart("plan.pdf", "application/pdf", b"%PDF")),
        ("last", "1"),
    )
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("POST", "/rest/v1.0/rfis", body=FormBody(fields, multipart=False)))
    body = stage.seen[0].content.decode()
    assert stage.seen[0].headers["content-type"].startswith("multipart/form-data; boundary=")
    assert body.index('name="rfi[subject]"\r\n\r\nSlöb') < body.index('name="rfi[files][]"; filename="plan.pdf"')
    assert "Content-Type: application/pdf\r\n\r\n%PDF" in body
    assert body.index("%PDF") < body.index('name="last"')


async def test_a_form_of_words_is_sent_as_a_form_unless_parts_are_wanted():
    fields = (("a[b]", "c d"), ("e", "f&g"))
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("POST", "/rest/v1.0/rfis", body=FormBody(fields, multipart=False)))
        await client.send(Request("POST", "/rest/v1.0/rfis", body=FormBody(fields)))
    assert stage.seen[0].headers["content-type"] == "application/x-www-form-urlencoded"
    assert stage.seen[0].content == b"a%5Bb%5D=c+d&e=f%26g"
    assert stage.seen[1].headers["content-type"].startswith("multipart/form-data")


async def test_headers_of_the_request_travel_but_replace_none_of_ours():
    headers = (("Idempotency-Token", "x"), ("procore-company-id", "1"), ("authorization", "Bearer other"))
    stage = Stage([ok()])
    async with client_on(stage) as client:
        await client.send(Request("GET", "/rest/v1.0/rfis", headers=headers, company_id=8089))
    assert stage.seen[0].headers["idempotency-token"] == "x"
    assert stage.seen[0].headers.get_list("procore-company-id") == ["8089"]
    assert stage.seen[0].headers.get_list("authorization") == ["Bearer secret-token"]


async def test_a_path_to_another_host_is_refused_before_anything_is_sent():
    stage = Stage([ok()])
    async with client_on(stage) as client:
        with pytest.raises(ForeignHost):
            await client.send(Request("GET", "@evil.example/rest"))
    assert stage.seen == []


async def test_no_cookie_of_one_person_reaches_the_next():
    stage = Stage([ok(**{"Set-Cookie": "session=alice; Path=/"})])
    async with client_on(stage) as client:
        await client.send(READ)
        await client.send(READ)
    assert "cookie" not in stage.seen[1].headers


@pytest.mark.parametrize("status", [301, 302, 400, 401, 403, 404, 422])
async def test_other_answers_come_back_as_they_are(status):
    stage = Stage([httpx2.Response(status, text="why", headers={"location": "https://evil.example/"})])
    async with client_on(stage) as client:
        response = await client.send(READ)
    assert (response.status, response.content) == (status, b"why")
    assert len(stage.seen) == 1


async def test_after_a_401_the_auth_flow_may_replay_even_a_write():
    stage = Stage([httpx2.Response(401), ok()])
    async with client_on(stage, auth=Token("old", "new")) as client:
        assert (await client.send(WRITE)).status == 200
    assert [request.headers["authorization"] for request in stage.seen] == ["Bearer old", "Bearer new"]
    assert stage.seen[0].content == stage.seen[1].content


@pytest.mark.parametrize("fault", [500, 502, 503, 504])
async def test_a_read_is_repeated_after_a_fault(fault):
    stage = Stage([httpx2.Response(fault, html="<html>"), httpx2.Response(fault), ok()])
    async with client_on(stage) as client:
        assert (await client.send(READ)).status == 200
    assert len(stage.seen) == 3
    assert anyio.current_time() == pytest.approx(1.5)


async def test_a_fault_that_stays_is_answered_after_four_attempts():
    stage = Stage([httpx2.Response(502)])
    async with client_on(stage) as client:
        assert (await client.send(READ)).status == 502
    assert len(stage.seen) == 4


@pytest.mark.parametrize("fault", [500, 502, 503, 504])
async def test_a_create_is_never_repeated_after_a_server_error(fault):
    stage = Stage([httpx2.Response(fault)])
    async with client_on(stage) as client:
        assert (await client.send(WRITE)).status == fault
    assert len(stage.seen) == 1


async def test_a_create_is_repeated_when_procore_says_when():
    stage = Stage([httpx2.Response(503, headers={"Retry-After": "7"}), ok()])
    async with client_on(stage) as client:
        assert (await client.send(WRITE)).status == 200
    assert anyio.current_time() == pytest.approx(7)


async def test_a_wait_that_does_not_fit_into_the_call_is_left_to_the_caller():
    stage = Stage([httpx2.Response(503, headers={"Retry-After": "300"})])
    async with client_on(stage) as client:
        assert (await client.send(READ)).status == 503
    assert anyio.current_time() == 0


@pytest.mark.parametrize("request_", [READ, WRITE])
async def test_a_429_is_waited_out_and_repeated(request_):
    stage = Stage([httpx2.Response(429, headers={"Retry-After": "7"}), ok()])
    async with client_on(stage) as client:
        assert (await client.send(request_)).status == 200
    assert 7 <= anyio.current_time() <= 7.2


async def test_a_429_beyond_our_patience_names_the_moment_at_once():
    stage = Stage([httpx2.Response(429, headers={"Retry-After": "600"})])
    async with client_on(stage) as client:
        with pytest.raises(RateLimited) as refusal:
            await client.send(READ)
    assert refusal.value.retry_at == pytest.approx(BEGINNING + 600, abs=0.2)
    assert anyio.current_time() == 0


async def test_a_read_without_an_answer_is_repeated_and_then_unreachable():
    stage = Stage([httpx2.ReadError("reset by https://api.procore.com/x?token=abc")])
    async with client_on(stage) as client:
        with pytest.raises(Unreachable) as failure:
            await client.send(READ)
    assert len(stage.seen) == 4
    assert "api.procore.com" in failure.value.message
    assert "token" not in str(failure.value.describe())


@pytest.mark.parametrize("fault", [httpx2.ReadError("x"), httpx2.ReadTimeout("x"), httpx2.RemoteProtocolError("x")])
async def test_a_create_whose_answer_was_lost_is_never_repeated(fault):
    stage = Stage([fault, ok()])
    async with client_on(stage) as client:
        with pytest.raises(OutcomeUnknown, match="may have happened or not"):
            await client.send(WRITE)
    assert len(stage.seen) == 1


@pytest.mark.parametrize("fault", [httpx2.ConnectError("x"), httpx2.ConnectTimeout("x"), httpx2.PoolTimeout("x")])
async def test_a_create_that_never_left_is_tried_again(fault):
    stage = Stage([fault, fault, ok()])
    async with client_on(stage) as client:
        assert (await client.send(WRITE)).status == 200
    assert len(stage.seen) == 3


async def test_a_create_that_never_left_at_all_changed_nothing():
    stage = Stage([httpx2.ConnectError("x")])
    async with client_on(stage) as client:
        with pytest.raises(Unreachable, match="Nothing was changed"):
            await client.send(WRITE)
    assert len(stage.seen) == 4


async def _silence(_: httpx2.Request) -> httpx2.Response:
    await anyio.sleep(1_000)
    raise AssertionError


@pytest.mark.parametrize(("request_", "error"), [(READ, Unreachable), (WRITE, OutcomeUnknown)])
async def test_a_call_ends_after_a_minute(request_, error):
    stage = Stage([_silence])
    async with client_on(stage) as client:
        with pytest.raises(error, match="no answer came in time"):
            await client.send(request_)
    assert anyio.current_time() == pytest.approx(60)
    assert len(stage.seen) == 1


async def test_standing_in_line_does_not_use_up_the_minute():
    async def slow(_: httpx2.Request) -> httpx2.Response:
        await anyio.sleep(55)
        return ok()

    empty = {**FULL, "x-rate-limit-remaining": "0", "x-rate-limit-reset": f"{BEGINNING + 50:.0f}"}
    stage = Stage([httpx2.Response(200, headers=empty), slow])
    async with client_on(stage) as client:
        await client.send(READ)
        assert (await client.send(READ)).status == 200
    assert anyio.current_time() >= 105


async def test_an_answer_of_more_than_the_limit_is_not_read():
    stage = Stage([httpx2.Response(200, content=b"x" * (LARGEST_ANSWER + 1), headers={"x-request-id": "abc"})])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.send(READ)
    assert error.value.kind == "ANSWER_TOO_LARGE"
    assert error.value.request_id == "abc"


async def test_a_create_whose_answer_is_too_large_is_told_as_done():
    stage = Stage([httpx2.Response(201, content=b"x" * (LARGEST_ANSWER + 1))])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.send(WRITE)
    assert error.value.kind == "ANSWER_TOO_LARGE"
    assert str(error.value.hint).startswith("If this was a change, it has happened")
    assert len(stage.seen) == 1


async def test_a_create_for_which_no_time_is_left_is_not_sent():
    class Slow(Token):
        async def async_auth_flow(self, request):
            answer = yield request
            assert answer.status_code == 401
            await anyio.sleep(61)
            yield request

    stage = Stage([httpx2.Response(401), ok()])
    async with client_on(stage, auth=Slow()) as client:
        with pytest.raises(Unreachable, match="no time was left"):
            await client.send(WRITE)
    assert len(stage.seen) == 1


async def test_a_small_answer_that_unpacks_to_more_than_the_limit_is_not_read():
    bomb = gzip.compress(b"0" * (LARGEST_ANSWER + 1))
    stage = Stage([httpx2.Response(200, content=bomb, headers={"content-encoding": "gzip"})])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.send(READ)
    assert error.value.kind == "ANSWER_TOO_LARGE"
    assert f"{len(bomb):,}" not in error.value.message


async def test_a_compressed_answer_arrives_unpacked():
    stage = Stage([httpx2.Response(200, content=gzip.compress(b"[1]"), headers={"content-encoding": "gzip"})])
    async with client_on(stage) as client:
        response = await client.send(READ)
    assert response.content == b"[1]"
    assert "content-encoding" not in response.headers


async def test_an_answer_that_cannot_be_unpacked_counts_as_lost():
    stage = Stage([lambda _: httpx2.Response(200, stream=Broken(), headers={"content-encoding": "gzip"})])
    async with client_on(stage) as client:
        with pytest.raises(OutcomeUnknown):
            await client.send(WRITE)


class Broken(httpx2.AsyncByteStream):
    async def __aiter__(self):
        yield b"this is no gzip"
