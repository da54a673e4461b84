"""Everybody signs in as themselves, with the SDK's own client."""

from __future__ import annotations

import io
import json
import logging
import time
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client

from procore_mcp.server.log import configure_logging
from procore_mcp.server.oauth.clients import UNUSED_LIFETIME
from tests.api.publisher import Publisher, publishing
from tests.e2e.assistant import REDIRECT, Assistant
from tests.e2e.browser import Left, Page
from tests.e2e.confidential import leaks, logged
from tests.e2e.office import Office, open_office
from tests.e2e.program import Program
from tests.e2e.site import Site
from tests.e2e.told import Told, tell
from tests.server.eras import ERAS, Era

pytestmark = pytest.mark.anyio


def described(publisher: Publisher, **changes: object) -> bytes:
    about = {"client_id": publisher.address(), "client_name": "Published Program", "redirect_uris": [REDIRECT]}
    return json.dumps(about | changes).encode()


@pytest.mark.parametrize("era", ERAS)
async def test_a_person_signs_in_by_registration_and_calls_as_themselves(era: Era, office: Office) -> None:
    async with office.browser(office.people[1]) as browser:
        assistant = Assistant(browser, office.mcp)
        async with assistant.connected(era) as client:
            told = await tell(client, "show_my_profile")
    assert told.record["id"] == office.people[1]
    assert assistant.signed_in == 1


async def test_a_person_signs_in_with_a_program_that_has_published_itself(site: Site, tmp_path: Path) -> None:
    async with publishing(tmp_path) as publisher:
        publisher.content = described(publisher)
        async with open_office(site, reader=publisher.reader()) as office, office.browser() as browser:
            assistant, other = (Assistant(browser, office.mcp, document=publisher.address()) for _ in range(2))
            for one in (assistant, other):
                async with one.connected() as client:
                    assert (await tell(client, "show_my_profile")).record["id"] == office.people[0]
                assert one.memory.client
                assert one.memory.client.client_id == publisher.address()
            page = await browser.open(await Program(office, id=publisher.address()).link())
            assert len(publisher.asked) == 1, "what was read is believed for a while"
            await site.clock.sleep(3_601)
            assert isinstance(await browser.open(await Program(office, id=publisher.address()).link()), Page)
            assert len(publisher.asked) == 2
            publisher.status = 500
            await site.clock.sleep(UNUSED_LIFETIME + 1)
            renewed = await Program(office, id=publisher.address()).renew(assistant.refresh)
            gone = await browser.open(await Program(office, id=publisher.address()).link())
    assert renewed.status_code == 200, "nobody is signed out because the client's own server is away"
    assert isinstance(gone, Page)
    assert gone.status == 400
    assert isinstance(page, Page)
    assert "Published by client.example" in page.text


@pytest.mark.parametrize(
    "change",
    [
        {"client_id": "https://client.example/other.json"},
        {"client_id": None},
        {"redirect_uris": ["javascript:alert(1)"]},
        {"redirect_uris": []},
        {"token_endpoint_auth_method": "client_secret_post"},
        {"client_secret": "x"},
        {"grant_types": ["client_credentials"]},
    ],
)
async def test_a_document_that_does_not_hold_together_is_refused(
    office: Office, tmp_path: Path, change: dict[str, object]
) -> None:
    async with publishing(tmp_path) as publisher:
        publisher.content = described(publisher, **change)
        await refused(office, publisher)


@pytest.mark.parametrize("content", [b"[]", b"no JSON", b'"text"', b" " * 10_001, b"[" * 9_000])
async def test_a_document_that_is_no_small_object_is_refused(office: Office, tmp_path: Path, content: bytes) -> None:
    async with publishing(tmp_path) as publisher:
        publisher.content = content
        await refused(office, publisher)


async def test_a_document_that_redirects_or_dawdles_is_refused(office: Office, tmp_path: Path) -> None:
    async with publishing(tmp_path) as publisher:
        publisher.content, publisher.status = described(publisher), 302
        publisher.headers["location"] = publisher.address("/other.json")
        await refused(office, publisher)
        assert len(publisher.asked) == 1


async def refused(office: Office, publisher: Publisher) -> None:
    """Twice: the second answer comes without asking again."""
    async with open_office(office.site, reader=publisher.reader()) as guarded, guarded.browser() as browser:
        for _ in range(2):
            page = await browser.open(await Program(guarded, id=publisher.address()).link())
            assert isinstance(page, Page)
            assert page.status == 400
            assert "could not read" in page.text
    assert len(publisher.asked) == 1


async def test_documents_that_strangers_name_are_counted_as_registrations_and_kept_no_longer(
    office: Office, tmp_path: Path
) -> None:
    async with publishing(tmp_path) as publisher, office.browser() as browser:
        publisher.content = described(publisher)
        async with open_office(office.site, reader=publisher.reader()) as guarded:
            paths = ["/client.json", *(f"/{number}.json" for number in range(60))]
            links = [await Program(guarded, id=publisher.address(path)).link() for path in paths]
            statuses = [(await browser.http.get(link)).status_code for link in links]
            state = guarded.parts.state
            await office.site.clock.sleep(UNUSED_LIFETIME + 1)
            kept = [key for kind in ("document", "newcomer", "publisher") for key in await state.keys(f"oauth:{kind}:")]
    assert statuses == [200] + [400] * 59 + [429]
    assert len(publisher.asked) == 60
    assert kept == [], "nobody signed in with it"


@pytest.mark.parametrize(
    "address",
    ["https://localhost/client.json", "https://127.0.0.1/client.json", "https://169.254.169.254/latest/meta-data"],
)
async def test_a_document_on_a_private_address_is_not_asked_for(office: Office, address: str) -> None:
    async with office.browser() as browser:
        page = await browser.open(await Program(office, id=address).link())
    assert isinstance(page, Page)
    assert page.status == 400


async def test_an_expired_access_token_is_renewed_without_the_person(office: Office, site: Site) -> None:
    async with office.browser() as browser:
        assistant = Assistant(browser, office.mcp)
        async with assistant.connected() as client:
            first = assistant.access
            await site.clock.sleep(3_601)
            assert assistant.provider
            assistant.provider.context.token_expiry_time = time.time() - 1
            told = await tell(client, "show_my_profile")
            assert (told.record["id"], assistant.access != first) == (office.people[0], True)
    assert assistant.signed_in == 1


async def test_a_person_who_is_thrown_out_is_asked_to_sign_in_again(office: Office) -> None:
    async with office.browser() as browser:
        assistant = Assistant(browser, office.mcp)
        async with assistant.connected() as client:
            await tell(client, "show_my_profile")
            await office.parts.authorization.sign_ins.end_person(str(office.people[0]))
            assert (await tell(client, "show_my_profile")).record["id"] == office.people[0]
    assert assistant.signed_in == 2


async def test_a_client_gives_its_grant_back_and_procores_tokens_go_with_the_last_one(
    office: Office, site: Site
) -> None:
    user = str(office.people[0])
    await office.parts.authorization.sign_ins.end_person(user)
    one, other = Program(office), Program(office)
    async with office.browser() as browser:
        mine, theirs = await one.tokens(browser), await other.tokens(browser)
    site.simulator.report.clear()
    vault = office.parts.authorization.upstream.account(user).store
    assert (await one.post("/oauth/revoke", client_id=one.id, token=mine["access_token"])).status_code == 200
    assert (await one.knock(mine["access_token"])).status_code == 401
    assert (await one.knock(theirs["access_token"])).status_code == 200
    assert await vault.load()
    assert (await one.post("/oauth/revoke", client_id=one.id, token=theirs["refresh_token"])).status_code == 200
    assert (await one.knock(theirs["access_token"])).status_code == 200, "it is not theirs to give back"
    assert (await other.post("/oauth/revoke", client_id=other.id, token=theirs["refresh_token"])).status_code == 200
    assert (await one.knock(theirs["access_token"])).status_code == 401
    assert await vault.load() is None
    assert [seen.path for seen in site.simulator.report if seen.app == "login"] == ["/oauth/revoke"] * 2


async def test_when_procore_ends_the_sign_in_the_call_says_so_and_the_next_one_signs_in_again(
    office: Office, site: Site
) -> None:
    async with office.browser() as browser:
        assistant = Assistant(browser, office.mcp)
        async with assistant.connected() as client:
            await tell(client, "show_my_profile")
            site.simulator.tokens.expire_access()
            site.simulator.faults.add(("POST", "/oauth/token"), status=400, body={"error": "invalid_grant"})
            told = await tell(client, "show_my_profile")
            assert told.error["kind"] == "SIGN_IN_REQUIRED"
            assert "ask you to sign in" in told.error["hint"]
            assert "procore-mcp login" not in told.whole
            knocked = await Program(office).knock(assistant.access)
            assert knocked.status_code == 401
            assert (await tell(client, "show_my_profile")).record["id"] == office.people[0]
    assert assistant.signed_in == 2


async def test_two_people_at_once_never_see_each_others_things(
    office: Office, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    """Tokens, answers, progress, questions and confirmations, while both work at the same time."""
    one, other = office.people[:2]
    answers: dict[int, list[Told]] = {one: [], other: []}

    async def work(person: int, client: Client) -> None:
        for _ in range(10):
            answers[person].append(await tell(client, "show_my_profile"))

    async with office.browser(one) as first, office.browser(other) as second:
        mine, theirs = Assistant(first, office.mcp), Assistant(second, office.mcp)
        with caplog.at_level(logging.DEBUG):
            async with mine.connected() as a, theirs.connected() as b, anyio.create_task_group() as group:
                for _ in range(4):
                    group.start_soon(work, one, a)
                    group.start_soon(work, other, b)
                site.simulator.tokens.expire_access()
    for person, told in answers.items():
        assert {answer.record["id"] for answer in told} == {person}
        assert len(told) == 40
    told_to_all = logged(caplog) + "".join(answer.whole for told in answers.values() for answer in told)
    for secret in (mine.access, mine.refresh, theirs.access, theirs.refresh):
        assert secret not in told_to_all
    assert leaks(told_to_all, site.facts) == []


@pytest.fixture
def everything_logged() -> Iterator[io.StringIO]:
    """As PROCORE_LOG_LEVEL=debug writes it."""
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    root.handlers.clear()  # configuring closes what it finds
    stream = io.StringIO()
    configure_logging("debug", stream)
    yield stream
    root.handlers[:] = before
    root.setLevel(level)


async def test_no_record_of_procore_reaches_the_log_at_any_level(
    office: Office, everything_logged: io.StringIO
) -> None:
    async with office.browser() as browser, Assistant(browser, office.mcp).connected("legacy") as client:
        assert (await tell(client, "show_my_profile")).record["login"] == office.site.facts.user_login
    ours = [line for line in everything_logged.getvalue().splitlines() if "mcp.client" not in line]
    assert ours
    assert not [line for line in ours if office.site.facts.user_login in line]


async def test_a_confirmation_of_one_person_is_worthless_for_another(office: Office, site: Site) -> None:
    rfi = site.ids("rfis", _project_id=site.facts.project_id)[0]
    arguments = {"rfi_id": rfi, "subject": "Changed"}
    async with office.browser(office.people[0]) as first, office.browser(office.people[2]) as second:
        mine, theirs = Assistant(first, office.mcp), Assistant(second, office.mcp)
        async with mine.connected("legacy") as a, theirs.connected("legacy") as b:
            tool, given = "create_rfi_reply", {"rfi_id": rfi, "body": "Yes."}
            offered = await tell(a, tool, given)
            token = offered.data["confirmation"]
            stolen = await tell(b, tool, given | {"confirmation": token})
            assert stolen.error["kind"] == "NOT_CONFIRMED"
    assert site.sent("POST", "/replies") == []
    assert arguments


async def test_any_replica_answers_any_request_of_a_sign_in(site: Site, tmp_path: Path) -> None:
    """Each step goes to another replica, and the last one has never seen the browser or the client."""
    state = f"sqlite:///{tmp_path / 'shared.sqlite3'}"
    async with open_office(site, replicas=3, state_url=state) as office, office.browser() as browser:
        doors = iter(office.doors * 10)

        def elsewhere(address: str) -> str:
            return address.replace(office.url, next(doors), 1)

        program = Program(office)
        await program.register()
        ours = await browser.open(elsewhere(await program.link()))
        assert isinstance(ours, Page)
        ours.address = elsewhere(office.url)
        answer = await browser.http.post(
            elsewhere(f"{office.url}/oauth/consent"), data=ours.form | {"decision": "allow"}
        )
        procore = await browser.open(answer.headers["location"])
        assert isinstance(procore, Page)
        answer = await browser.http.post(
            site.facts.login_url + "/oauth/authorize",
            data=procore.form | {"decision": "allow", "person_id": str(office.people[0])},
        )
        back = await browser.open(elsewhere(answer.headers["location"]))
        assert isinstance(back, Left)
        tokens = (await program.exchange(back.query["code"])).json()
        for door in office.doors:
            knocked = await Program(Office(door, site, office.replicas, office.doors)).knock(tokens["access_token"])
            assert knocked.status_code == 200


async def test_only_people_of_the_named_companies_get_in(site: Site) -> None:
    async with open_office(site, companies="1") as office, office.browser() as browser:
        page = await browser.open(await Program(office).link())
        assert isinstance(page, Page)
        procore = await browser.press(page, decision="allow")
        assert isinstance(procore, Page)
        outcome = await browser.press(procore, decision="allow", person_id=str(browser.person))
        assert isinstance(outcome, Page)
        assert outcome.status == 403
        assert "does not work in a company that this server is for" in outcome.text
        back = await browser.open(outcome.links[0])
        assert isinstance(back, Left)
        assert back.query["error"] == "access_denied"
        assert await office.parts.authorization.upstream.account(str(browser.person)).store.load() is None
    revoked = [seen for seen in site.simulator.report if seen.path == "/oauth/revoke"]
    assert len(revoked) == 2, "nobody keeps what Procore gave"


async def test_nothing_is_sent_about_companies_and_projects_that_are_not_named(site: Site) -> None:
    company, project = str(site.facts.company_id), str(site.facts.project_id)
    async with (
        open_office(site, companies=company, projects=project) as office,
        office.browser() as browser,
        Assistant(browser, office.mcp).connected() as client,
    ):
        assert (await tell(client, "list_rfis", {"page_size": 1})).items
        for arguments in ({"company_id": 7}, {"project_id": 7}):
            told = await tell(client, "list_rfis", arguments)
            assert told.error["kind"] == "NOT_ALLOWED"
        inside = await tell(client, "run_read", {"tool": "list_rfis", "arguments": {"project_id": 7}})
        assert inside.error["kind"] == "NOT_ALLOWED"


async def test_the_metadata_says_what_clients_need(office: Office) -> None:
    async with office.browser() as browser:
        server = (await browser.http.get(f"{office.url}/.well-known/oauth-authorization-server")).json()
        wide = (await browser.http.get(f"{office.url}/.well-known/oauth-protected-resource/mcp")).json()
        bare = (await browser.http.get(f"{office.url}/.well-known/oauth-protected-resource")).json()
        bound = (await browser.http.get(f"{office.url}/.well-known/oauth-protected-resource/mcp/c/7/p/8")).json()
        none = await browser.http.get(f"{office.url}/.well-known/oauth-protected-resource/mcp/c/x")
    knocked = await Program(office).knock(None, "/mcp/c/7")
    assert server["issuer"] == office.url
    assert server["code_challenge_methods_supported"] == ["S256"]
    assert server["client_id_metadata_document_supported"] is True
    assert server["authorization_response_iss_parameter_supported"] is True
    assert (wide["resource"], bare, bound["resource"]) == (office.mcp, wide, f"{office.mcp}/c/7/p/8")
    assert wide["authorization_servers"] == [office.url]
    assert none.status_code == 404
    assert knocked.status_code == 401
    challenge = knocked.headers["www-authenticate"]
    assert f'resource_metadata="{office.url}/.well-known/oauth-protected-resource/mcp/c/7"' in challenge
    assert 'scope="procore"' in challenge
    assert "error" not in challenge
