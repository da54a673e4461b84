from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import anyio
import pytest

from procore_mcp.api.published import Reader, is_public, resolved
from tests.api.publisher import NAME, Publisher, publishing

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    """Real time: there is a real server at the other end."""
    return "asyncio"


@pytest.fixture
async def publisher(tmp_path: Path) -> AsyncIterator[Publisher]:
    with anyio.fail_after(30):
        async with publishing(tmp_path) as publisher:
            yield publisher


async def test_a_small_json_document_is_read_from_the_number_that_was_checked(publisher: Publisher) -> None:
    publisher.content = b'{"client_id": "x"}'
    document = await publisher.reader().read(publisher.address("/some/client.json?v=1"))
    assert document
    assert (document.content, document.fresh_for) == (b'{"client_id": "x"}', None)
    assert publisher.asked == [(f"{NAME}:{publisher.port}", "/some/client.json")]


@pytest.mark.parametrize(
    ("said", "fresh_for"),
    [("max-age=120", 120.0), ("public, Max-Age=7", 7.0), ("no-store", 0.0), ("no-cache, max-age=9", 0.0), ("x", None)],
)
async def test_its_server_says_how_long_it_is_fresh(publisher: Publisher, said: str, fresh_for: float | None) -> None:
    publisher.headers["cache-control"] = said
    document = await publisher.reader().read(publisher.address())
    assert document
    assert document.fresh_for == fresh_for


async def test_another_kind_of_json_is_json(publisher: Publisher) -> None:
    publisher.headers["content-type"] = "application/client+json; charset=utf-8"
    assert await publisher.reader().read(publisher.address())


@pytest.mark.parametrize("status", [201, 204, 301, 302, 307, 404, 500])
async def test_only_a_plain_answer_counts_and_no_redirect_is_followed(publisher: Publisher, status: int) -> None:
    publisher.status, publisher.content = status, b""
    publisher.headers["location"] = publisher.address("/elsewhere")
    assert await publisher.reader().read(publisher.address()) is None
    assert len(publisher.asked) == 1


async def test_a_large_document_is_not_read(publisher: Publisher) -> None:
    publisher.content = b" " * 10_001
    assert await publisher.reader().read(publisher.address()) is None


async def test_a_slow_server_is_not_waited_for(publisher: Publisher) -> None:
    publisher.pause = 60.0
    assert await publisher.impatient().read(publisher.address()) is None


async def test_a_slow_name_server_is_not_waited_for(publisher: Publisher) -> None:
    async def resolve(name: str) -> list[str]:
        await anyio.sleep_forever()
        return []

    assert await replace(publisher.impatient(), resolve=resolve).read(publisher.address()) is None


async def test_something_else_than_json_is_not_read(publisher: Publisher) -> None:
    publisher.headers["content-type"] = "text/html"
    assert await publisher.reader().read(publisher.address()) is None


async def test_a_certificate_for_another_name_is_not_accepted(tmp_path: Path) -> None:
    with anyio.fail_after(30):
        async with publishing(tmp_path, name="other.example") as publisher:
            assert await publisher.reader().read(publisher.address()) is None
            assert publisher.asked == []


@pytest.mark.parametrize("numbers", [(), ("127.0.0.1",), ("93.184.216.34", "127.0.0.1"), ("::1",), ("fe80::1%eth0",)])
async def test_a_name_that_leads_inside_is_not_called(publisher: Publisher, numbers: tuple[str, ...]) -> None:
    assert await publisher.reader(numbers, is_public).read(publisher.address()) is None
    assert publisher.asked == []


async def test_an_ipv6_number_that_nobody_listens_at_is_no_document(publisher: Publisher) -> None:
    assert await publisher.reader(("::1",)).read(publisher.address()) is None


async def test_a_name_that_nobody_knows_is_no_document(publisher: Publisher) -> None:
    assert await publisher.reader().read(f"https://unknown.example:{publisher.port}/x.json") is None


@pytest.mark.parametrize(
    "address",
    [
        "http://client.example/x.json",
        "https://client.example",
        "https://client.example/",
        "https://client.example:444/x.json",
        "https://client.example:99999/x.json",
        "https://user@client.example/x.json",
        "https://client.example/x.json#part",
        "https://client.example/a/../x.json",
        "https://client.example/a/%2e%2E/x.json",
        "https://client.example/a b",
        "https://client.example/\u00e9",
        "https://127.0.0.1/x.json",
        "https://2130706433/x.json",
        "https://0x7f.1/x.json",
        "https://[::1]/x.json",
        "https://[x/x.json",
        "https://localhost/x.json",
        f"https://client.example/{'x' * 2_000}",
    ],
)
async def test_an_address_that_no_document_has_is_not_looked_up(address: str) -> None:
    async def resolve(name: str) -> list[str]:
        raise AssertionError("nothing is looked up")

    assert await Reader(resolve).read(address) is None


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("fec0::1", False),  # a site's own, deprecated and still routed by some
        ("4000::1", False),
        ("192.0.0.8", False),
        ("not a number", False),
    ],
)
async def test_public_numbers_are_told_from_all_others(number: str, *, public: bool) -> None:
    assert is_public(number) is public


async def test_names_are_looked_up_as_the_system_does() -> None:
    assert set(await resolved("localhost")) <= {"127.0.0.1", "::1"}
