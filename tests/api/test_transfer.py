from __future__ import annotations

import httpx2
import pytest

from procore_mcp.config.environment import Environment
from procore_mcp.errors import ForeignHost, ProcoreError, Unreachable
from tests.api.stage import Stage, Token, client_on

pytestmark = pytest.mark.anyio

LINK = "https://storage.procore.com/api/v5/files/x?companyId=1&sig=very-secret"
CLOUD = "https://bucket.s3.us-east-1.amazonaws.com/plan.pdf?X-Amz-Signature=very-secret"
MEGABYTE = 2**20


def file(content: bytes = b"%PDF", *, headers: dict[str, str] | None = None) -> httpx2.Response:
    return httpx2.Response(200, content=content, headers={"Content-Type": "application/pdf", **(headers or {})})


def moved(target: str, status: int = 302) -> httpx2.Response:
    return httpx2.Response(status, headers={"Location": target})


def signed(stage: Stage) -> list[bool]:
    return ["authorization" in request.headers for request in stage.seen]


async def test_the_token_goes_to_procore_and_not_to_the_storage_behind_it():
    stage = Stage([moved(CLOUD), file(headers={"Content-Disposition": 'attachment; filename="plan.pdf"'})])
    async with client_on(stage) as client:
        download = await client.download(LINK, max_bytes=MEGABYTE, company_id=8089)
    assert (download.content, download.content_type, download.file_name) == (b"%PDF", "application/pdf", "plan.pdf")
    assert signed(stage) == [True, False]
    assert ["procore-company-id" in request.headers for request in stage.seen] == [True, False]
    assert str(stage.seen[1].url) == CLOUD


async def test_a_link_straight_into_cloud_storage_is_fetched_without_the_token():
    stage = Stage([file()])
    async with client_on(stage) as client:
        await client.download(CLOUD, max_bytes=MEGABYTE, company_id=8089)
    assert signed(stage) == [False]
    assert "procore-company-id" not in stage.seen[0].headers


async def test_a_stranger_cannot_send_the_token_to_an_address_of_his_choice():
    stage = Stage([moved("https://evil.example/x"), moved("https://api.procore.com/rest/v1.0/me"), file()])
    async with client_on(stage) as client:
        await client.download(LINK, max_bytes=MEGABYTE)
    assert signed(stage) == [True, False, False]


async def test_a_relative_redirect_stays_on_its_host():
    stage = Stage([moved("/fas/y?sig=1", 307), file()])
    async with client_on(stage) as client:
        await client.download(LINK, max_bytes=MEGABYTE)
    assert str(stage.seen[1].url) == "https://storage.procore.com/fas/y?sig=1"
    assert signed(stage) == [True, True]


@pytest.mark.parametrize(
    "target",
    [
        "http://storage.procore.com/x",
        "//127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://user:pw@storage.procore.com/x",
        "file:///etc/passwd",
        "https://storage.procore.com\\@evil.example/",
        "https://]",
    ],
)
async def test_a_redirect_that_may_not_be_fetched_ends_the_download(target):
    stage = Stage([moved(target)])
    async with client_on(stage) as client:
        with pytest.raises(ForeignHost):
            await client.download(LINK, max_bytes=MEGABYTE)
    assert len(stage.seen) == 1


@pytest.mark.parametrize("target", ["https://_xn--storage.example/x", "https://-9_.xn--storage/x"])
async def test_a_redirect_to_what_can_be_no_name_is_no_answer(target):
    stage = Stage([moved(target)])
    async with client_on(stage) as client:
        with pytest.raises(Unreachable, match="points to an address that cannot be read"):
            await client.download(LINK, max_bytes=100)


@pytest.mark.parametrize("link", ["https://_xn--storage.example/x", "https://-9_.xn--storage/x"])
async def test_a_link_to_what_can_be_no_name_is_refused(link):
    stage = Stage([moved(link)])
    async with client_on(stage) as client:
        with pytest.raises(ForeignHost, match="not a complete web address"):
            await client.download(link, max_bytes=100)
    assert stage.seen == []


async def test_five_redirects_are_followed_and_no_more():
    stage = Stage([*[moved(CLOUD)] * 5, file()])
    async with client_on(stage) as client:
        assert (await client.download(LINK, max_bytes=MEGABYTE)).content == b"%PDF"
    endless = Stage([moved(CLOUD)])
    async with client_on(endless) as client:
        with pytest.raises(ProcoreError) as error:
            await client.download(LINK, max_bytes=MEGABYTE)
    assert error.value.kind == "TOO_MANY_REDIRECTS"
    assert len(endless.seen) == 6


class Stream(httpx2.AsyncByteStream):
    """Announces nothing and goes on for as long as somebody reads."""

    def __init__(self) -> None:
        self.given = 0
        self.closed = False

    async def __aiter__(self):
        while True:
            self.given += 1024
            yield b"x" * 1024

    async def aclose(self) -> None:
        self.closed = True


async def test_a_file_of_unknown_size_is_read_up_to_the_limit_only():
    stream = Stream()
    stage = Stage([httpx2.Response(200, stream=stream)])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.download(LINK, max_bytes=10_000)
    assert error.value.kind == "FILE_TOO_LARGE"
    assert "10,000 bytes" in error.value.message
    assert stream.given <= 11 * 1024
    assert stream.closed


async def test_a_file_that_announces_too_much_is_not_read_at_all():
    stream = Stream()
    stage = Stage([httpx2.Response(200, stream=stream, headers={"Content-Length": "123456789"})])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError, match="123,456,789 bytes"):
            await client.download(LINK, max_bytes=10_000)
    assert stream.given == 0


async def test_a_file_of_exactly_the_limit_is_read_and_long_redirects_do_not_count():
    stage = Stage([httpx2.Response(302, headers={"Location": CLOUD}, content=b"x" * 500), file(b"1234")])
    async with client_on(stage) as client:
        assert (await client.download(LINK, max_bytes=4)).content == b"1234"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
async def test_an_expired_link_says_so(status):
    stage = Stage([moved(CLOUD), httpx2.Response(status, text="<Error>Request has expired</Error>")])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.download(LINK, max_bytes=MEGABYTE)
    assert error.value.kind == "LINK_EXPIRED"
    assert error.value.status == status
    assert error.value.hint == "Read the record again and use the link that it holds then."
    assert "very-secret" not in str(error.value.describe())


@pytest.mark.parametrize(("status", "kind"), [(403, "FORBIDDEN"), (404, "NOT_FOUND"), (410, "NOT_FOUND")])
async def test_procores_own_refusal_leaves_open_which_reason_it_has(status, kind):
    stage = Stage([httpx2.Response(status, headers={"x-request-id": "abc"})])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError, match="expired, or the file is gone or not visible to you") as error:
            await client.download(LINK, max_bytes=MEGABYTE)
    assert (error.value.kind, error.value.request_id, error.value.retryable) == (kind, "abc", False)


@pytest.mark.parametrize(
    ("answer", "kind", "retryable"),
    [
        (httpx2.Response(500), "UNEXPECTED_ERROR", True),
        (httpx2.Response(429), "TOO_MANY_REQUESTS", True),
        (httpx2.Response(204), "UNEXPECTED_ERROR", False),
        (httpx2.Response(302), "UNEXPECTED_ERROR", False),
    ],
)
async def test_any_other_answer_is_an_error_of_its_own(answer, kind, retryable):
    stage = Stage([answer])
    async with client_on(stage) as client:
        with pytest.raises(ProcoreError) as error:
            await client.download(LINK, max_bytes=MEGABYTE)
    assert (error.value.kind, error.value.retryable) == (kind, retryable)


async def test_a_download_that_breaks_off_starts_again():
    stage = Stage([moved(CLOUD), httpx2.ReadError("x"), file()])
    async with client_on(stage) as client:
        assert (await client.download(LINK, max_bytes=MEGABYTE)).content == b"%PDF"
    lost = Stage([httpx2.ReadError("x")])
    async with client_on(lost) as client:
        with pytest.raises(Unreachable):
            await client.download(LINK, max_bytes=MEGABYTE)


async def test_a_replayed_download_stays_signed():
    stage = Stage([httpx2.Response(401), file()])
    async with client_on(stage, auth=Token("old", "new")) as client:
        await client.download(LINK, max_bytes=MEGABYTE)
    assert stage.seen[1].headers["authorization"] == "Bearer new"


async def test_a_file_of_the_simulator_comes_from_its_neighbour_without_the_token():
    here = Environment("production", "http://127.0.0.1:8765", "http://127.0.0.1:8766", ())
    stage = Stage([moved("http://127.0.0.1:8767/blob"), file()])
    async with client_on(stage, environment=here) as client:
        await client.download("http://127.0.0.1:8765/rest/v1.0/rfis/1.pdf", max_bytes=MEGABYTE)
    assert signed(stage) == [True, False]
