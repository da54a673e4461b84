"""The token goes to Procore and nowhere else, whatever records, redirects and arguments say."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.e2e.failure import FILE
from tests.e2e.kept_sign_in import keep_expired
from tests.e2e.site import Site
from tests.e2e.stranger import GIVEN, listening
from tests.e2e.told import tell

FILE_DOOR = "/fas/api/v5/files/.*"
# `api` is host and port of the API, `port` that of the stranger; each with words of the cause.
REFUSED = {
    "user info before the host": ("http://{api}@127.0.0.1:{port}/f", "not a complete web address"),
    "user info with a password": ("http://{api}:x@127.0.0.1:{port}/f", "not a complete web address"),
    "a backslash that some read as a slash": ("http://{api}\\@127.0.0.1:{port}/f", "not a complete web address"),
    "no scheme": ("//127.0.0.1:{port}/f", "not a complete web address"),
    "another scheme": ("file:///etc/hostname", "not a complete web address"),
    "the API's name as a prefix": ("http://{api}.localhost:{port}/f", "not a public host name"),
    "a look-alike suffix": ("https://api.procore.com.localhost:{port}/f", "not a public host name"),
    "a name of the local network": ("https://files.procore.local/f", "not a public host name"),
    "this machine, in one number": ("https://2130706433:{port}/f", "not a public host name"),
    "this machine, in hexadecimal": ("https://0x7f.1:{port}/f", "not a public host name"),
    "this machine, unspecified": ("http://0.0.0.0:{port}/f", "not a public host name"),
    "a look-alike without encryption": ("http://evilprocore.com/f", "not encrypted"),
    "Procore's own name without encryption": ("http://api.procore.com/f", "not encrypted"),
}


def written(link: str, site: Site, port: int) -> str:
    return link.format(api=urlsplit(site.facts.api_url).netloc, port=port)


def put_in_record(site: Site, link: str) -> None:
    """The next look at FILE shows this link."""
    record = {"id": FILE, "name": "notes.txt", "file_versions": [{"id": 1, "url": link}]}
    site.simulator.faults.add(("GET", f".*/files/{FILE}"), status=200, body=record)


def bearers(site: Site, app: str) -> list[bool]:
    return [seen.bearer for seen in site.simulator.report if seen.app == app]


@pytest.mark.anyio
@pytest.mark.parametrize("name", REFUSED)
async def test_a_link_in_a_record_that_leads_astray_is_not_followed(name: str, site: Site) -> None:
    link, cause = REFUSED[name]
    async with listening() as stranger, site.client() as client:
        put_in_record(site, written(link, site, stranger.port))
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.error["kind"] == "FOREIGN_HOST"
    assert cause in told.error["message"]
    assert "Read the record again" in told.error["hint"]
    assert stranger.heads == []


@pytest.mark.anyio
@pytest.mark.parametrize("name", [name for name, (link, _) in REFUSED.items() if "://" in link])
async def test_a_redirect_that_leads_astray_is_not_followed(name: str, site: Site) -> None:
    link, _ = REFUSED[name]
    async with listening() as stranger, site.client() as client:
        location = written(link, site, stranger.port)
        site.simulator.faults.add(("GET", FILE_DOOR), status=302, headers={"Location": location})
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.error["kind"] == "FOREIGN_HOST"
    assert stranger.heads == []
    assert bearers(site, "storage") == []


@pytest.mark.anyio
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_a_neighbour_of_a_simulator_is_asked_without_the_token(host: str, site: Site) -> None:
    async with listening() as stranger, site.client() as client:
        put_in_record(site, f"http://{host}:{stranger.port}/f?x=1")
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.data["pages"] == [{"page": 1, "text": GIVEN.decode()}]
    assert len(stranger.heads) == 1
    assert not stranger.was_shown_a_token


@pytest.mark.anyio
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_the_token_does_not_come_along_on_a_redirect_to_a_stranger(status: int, site: Site) -> None:
    async with listening() as stranger, site.client() as client:
        location = f"http://127.0.0.1:{stranger.port}/f"
        site.simulator.faults.add(("GET", FILE_DOOR), status=status, headers={"Location": location})
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert not told.failed
    assert bearers(site, "api") == [True, True]
    assert len(stranger.heads) == 1
    assert not stranger.was_shown_a_token
    assert "procore-company-id" not in stranger.heads[0]


@pytest.mark.anyio
async def test_a_stranger_cannot_send_us_back_with_the_token(site: Site) -> None:
    async with listening() as stranger, site.client() as client:
        stranger.location = f"{site.facts.api_url}/rest/v1.0/me"
        put_in_record(site, f"http://127.0.0.1:{stranger.port}/f")
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.error["kind"] == "LINK_EXPIRED"
    assert "401" in told.error["message"]
    assert bearers(site, "api") == [True, False]


@pytest.mark.anyio
async def test_redirects_in_a_circle_end(site: Site) -> None:
    async with listening() as stranger, site.client() as client:
        stranger.location = f"http://127.0.0.1:{stranger.port}/again"
        put_in_record(site, stranger.location)
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.error["kind"] == "TOO_MANY_REDIRECTS"
    assert len(stranger.heads) == 6


@pytest.mark.anyio
async def test_storage_gets_the_signed_link_and_no_token(site: Site) -> None:
    async with site.client() as client:
        told = await tell(client, "get_file_content", {"file_id": FILE})
    assert told.data["file"]["id"] == FILE
    assert bearers(site, "storage") == [False]
    assert all(bearers(site, "api"))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "arguments"),
    [("list_rfis", {}), ("create_meeting_topic", {"meeting_id": 1, "title": "A"})],
)
async def test_a_redirect_of_the_api_itself_is_not_followed(
    tool: str, arguments: dict[str, object], site: Site
) -> None:
    async with listening() as stranger, site.client() as client:
        location = f"http://127.0.0.1:{stranger.port}/rest"
        site.simulator.faults.add(("*", ".*"), status=307, headers={"Location": location})
        told = await tell(client, tool, arguments)
    assert "another address" in told.error["message"]
    assert stranger.heads == []


@pytest.mark.anyio
async def test_a_redirect_of_the_login_server_is_not_followed(site: Site) -> None:
    settings = site.signing_in()
    await keep_expired(site, settings)
    async with listening() as stranger, site.client(settings=settings) as client:
        location = f"http://127.0.0.1:{stranger.port}/oauth/token"
        site.simulator.faults.add(("POST", "/oauth/token"), status=307, headers={"Location": location})
        told = await tell(client, "show_my_profile")
    assert told.error["kind"] == "SIGN_IN_REQUIRED"
    assert stranger.heads == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    "value", ["@127.0.0.1:{port}", ".localhost:{port}", "//127.0.0.1:{port}/", "1/../../@127.0.0.1:{port}", "1\\..\\2"]
)
@pytest.mark.parametrize("name", ["rfi_id", "project_id", "company_id"])
async def test_an_argument_cannot_lead_away_from_the_api(name: str, value: str, site: Site) -> None:
    async with listening() as stranger, site.client() as client:
        told = await tell(client, "show_rfi", {"rfi_id": 1, name: value.format(port=stranger.port)})
    assert told.error["kind"] == "BAD_ARGUMENTS"
    assert name in told.error["message"]
    assert list(site.simulator.report) == []
    assert stranger.heads == []
