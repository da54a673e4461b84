"""Everything that can go wrong with one call, and what the caller is told to do about it."""

from __future__ import annotations

import logging

import anyio
import pytest

from tests.e2e.confidential import leaks, logged
from tests.e2e.failure import BARE_PROJECT, FILE, OTHER_COMPANY, OTHER_PROJECT, Failure
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era

FAILURES = {
    "no app is set up": Failure(
        "SIGN_IN_REQUIRED",
        ("PROCORE_CLIENT_ID", "PROCORE_CLIENT_SECRET"),
        ("developers.procore.com", "procore-mcp login"),
        settings=lambda site: site.settings(access_token=None),
    ),
    "nobody is signed in": Failure(
        "SIGN_IN_REQUIRED",
        ("Nobody is signed in",),
        ("procore-mcp login",),
        settings=lambda site: site.signing_in(),
    ),
    "a ready token has expired": Failure(
        "UNAUTHORIZED",
        ("401", "access token is invalid"),
        ("PROCORE_ACCESS_TOKEN", "procore-mcp login"),
        settings=lambda site: site.settings(access_token="ended"),
    ),
    "the tool does not exist": Failure(
        "UNKNOWN_TOOL", ("'list_rfi'",), ("find_tools",), tool="list_rfi", arguments={"page_size": 5}
    ),
    "an executor is given an unknown tool": Failure(
        "UNKNOWN_TOOL", ("'show_rfis'",), ("find_tools",), tool="run_read", arguments={"tool": "show_rfis"}
    ),
    "an argument does not exist": Failure(
        "BAD_ARGUMENTS",
        ("list_rfis was not run", "state is not an argument", "did you mean"),
        ("again",),
        arguments={"state": ["open"]},
    ),
    "an argument has the wrong type": Failure(
        "BAD_ARGUMENTS",
        ('rfi_id is "RFI-7"', "a whole number"),
        ("again",),
        tool="show_rfi",
        arguments={"rfi_id": "RFI-7"},
    ),
    "a word is not one of the choices": Failure(
        "BAD_ARGUMENTS",
        ("status", "opened", "Did you mean open"),
        ("again",),
        arguments={"status": ["opened"]},
    ),
    "the tool is above the ceiling": Failure(
        "NOT_ALLOWED",
        ("recycle_rfi", "delete", "only allows read"),
        ("Nothing was sent", "PROCORE_ALLOW"),
        tool="recycle_rfi",
        arguments={"rfi_id": 1},
        settings=lambda site: site.settings(read_only=True),
    ),
    "the tool is switched off in the project": Failure(
        "FORBIDDEN",
        ("403", "not enabled"),
        ("project administrator", "Active Tools"),
        arguments={"project_id": BARE_PROJECT},
    ),
    "the app is not connected to the company": Failure(
        "FORBIDDEN",
        ("403", "not connected"),
        ("company administrator", "App Management"),
        arguments={"company_id": OTHER_COMPANY, "project_id": OTHER_PROJECT},
    ),
    "the permission level is too low": Failure(
        "FORBIDDEN",
        ("403", "do not have permission"),
        ("permission", "Directory"),
        faults=({"path": ".*/rfis", "status": 403, "body": {"errors": "You do not have permission."}},),
    ),
    "the record is not visible": Failure(
        "NOT_FOUND",
        ("404", "not found"),
        ("recycle bin", "hidden", "Check the ids"),
        tool="show_rfi",
        arguments={"rfi_id": 987654321},
    ),
    "Procore refuses the values with 400": Failure(
        "BAD_REQUEST",
        ("400", "title", "can't be blank"),
        ("Correct the named fields",),
        tool="create_meeting_topic",
        arguments={"meeting_id": 1, "title": "A"},
        faults=({"method": "POST", "status": 400, "body": {"errors": {"title": ["can't be blank"]}}},),
    ),
    "Procore refuses the values with 422": Failure(
        "UNPROCESSABLE_ENTITY",
        ("422", "starts_at", "is in the past"),
        ("Correct the named fields",),
        tool="create_meeting_topic",
        arguments={"meeting_id": 1, "title": "A"},
        faults=(
            {
                "method": "POST",
                "status": 422,
                "body": {
                    "error": {
                        "code": "UNPROCESSABLE_ENTITY",
                        "details": [{"source": "starts_at", "message": "is in the past"}],
                    }
                },
            },
        ),
    ),
    "the limit is used up for longer than the caller waits": Failure(
        "TOO_MANY_REQUESTS",
        ("request limit", "12:25"),
        ("Wait until then", "ask for less"),
        faults=({"status": 429, "headers": {"Retry-After": "1500"}},),
    ),
    "Procore is under maintenance for longer than a call lasts": Failure(
        "SERVICE_UNAVAILABLE",
        ("503",),
        ("maintenance", "Try again"),
        faults=({"status": 503, "headers": {"Retry-After": "120"}},),
    ),
    "a proxy answers with a page of HTML": Failure(
        "UNEXPECTED_ERROR",
        ("502",),
        ("fault at Procore", "nothing was changed"),
        faults=({"status": 502, "html": True, "times": 4},),
    ),
    "the JSON is cut off": Failure(
        "UNEXPECTED_ERROR",
        ("status 200", "cut off"),
        ("Try again",),
        faults=({"status": 200, "body": '[{"id": 1, "subject": "Slab'},),
    ),
    "the body is empty": Failure(
        "UNEXPECTED_ERROR", ("status 200", "without a body"), ("Try again",), faults=({"status": 200},)
    ),
    "the connection breaks within each answer": Failure(
        "CONNECTIVITY",
        ("127.0.0.1", "broke", "Nothing was changed"),
        ("network", "call again"),
        faults=({"truncate": True, "times": 4},),
    ),
    "nothing listens at the address": Failure(
        "CONNECTIVITY",
        ("127.0.0.1", "no connection", "Nothing was changed"),
        ("proxy", "firewall"),
        settings=lambda site: site.settings(api_url="http://127.0.0.1:1"),
    ),
    "the storage says that the link is over": Failure(
        "LINK_EXPIRED",
        ("link has expired", "403"),
        ("Read the record again",),
        tool="get_file_content",
        arguments={"file_id": FILE},
        faults=({"path": "/files/.*", "status": 403},),
    ),
    "the storage does not answer": Failure(
        "CONNECTIVITY",
        ("127.0.0.1", "broke"),
        ("call again",),
        tool="get_file_content",
        arguments={"file_id": FILE},
        faults=({"path": "/files/.*", "drop": "before_commit", "times": 4},),
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("name", FAILURES)
async def test_a_failure_names_its_cause_and_the_next_step(
    name: str, era: Era, site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    failure = FAILURES[name]
    with caplog.at_level(logging.DEBUG):
        async with site.client(era, settings=failure.settings(site)) as client:
            failure.provoke(site)
            told = await tell(client, failure.tool, failure.arguments)
    assert told.error["kind"] == failure.kind
    assert [word for word in failure.message if word not in told.error["message"]] == [], told.error["message"]
    assert [word for word in failure.hint if word not in told.error["hint"]] == [], told.error["hint"]
    assert leaks(told.whole + logged(caplog), site.facts) == []
    assert site.simulator.faults.waiting == []


@pytest.mark.anyio
async def test_complaints_come_by_field(site: Site) -> None:
    rfi = {"subject": "Slab edge", "question": {"body": "Which detail?"}, "rfi_manager_id": site.facts.user_id}
    async with site.client(settings=site.settings(confirm="never")) as client:
        told = await tell(client, "create_rfi", rfi)
    assert told.error["status"] == 400
    assert told.error["fields"] == {"assignees": ["required"]}
    assert told.error["request_id"] == site.sent("POST", "/rfis")[0].request_id


@pytest.mark.anyio
async def test_complaints_in_the_words_of_the_second_api_version_come_by_field(site: Site) -> None:
    details = [{"source": "starts_at", "message": "is in the past"}, {"source": "title", "message": "is taken"}]
    body = {"error": {"code": "UNPROCESSABLE_ENTITY", "details": details}}
    site.simulator.faults.add(("POST", ".*"), status=422, body=body)
    async with site.client() as client:
        told = await tell(client, "create_meeting_topic", {"meeting_id": 1, "title": "A"})
    assert told.error["fields"] == {"starts_at": ["is in the past"], "title": ["is taken"]}


@pytest.mark.anyio
async def test_an_answer_that_does_not_end_is_given_up(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    given_up = anyio.Event()
    monkeypatch.setattr(site.simulator, "sleep", lambda _: given_up.wait())
    # The pause leaves one second of the minute that a call may take.
    site.simulator.faults.add(("GET", ".*"), status=503, headers={"Retry-After": "59"})
    site.simulator.faults.add(("GET", ".*"), slow_body=3600, times=3)
    async with site.client() as client:
        told = await tell(client, "list_rfis")
        given_up.set()
    assert told.error["kind"] == "CONNECTIVITY"
    assert "no answer came in time" in told.error["message"]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [429, 503])
async def test_a_read_waits_as_long_as_procore_asks_and_succeeds(status: int, site: Site) -> None:
    site.simulator.faults.add(("GET", ".*/rfis"), status=status, headers={"Retry-After": "7"})
    before = site.clock.now()
    async with site.client() as client:
        told = await tell(client, "list_rfis", {"page_size": 1})
    assert len(told.items) == 1
    assert 7 <= site.clock.now() - before < 15
    assert [seen.status for seen in site.sent("GET", "/rfis")] == [status, 200]


@pytest.mark.anyio
async def test_a_write_waits_out_a_maintenance_because_nothing_was_done(site: Site) -> None:
    site.simulator.faults.add(("POST", ".*"), status=503, headers={"Retry-After": "3"})
    meeting = {"title": "Crane briefing", "starts_at": "2026-09-22T14:00:00Z", "ends_at": "2026-09-22T15:00:00Z"}
    async with site.client() as client:
        told = await tell(client, "create_meeting", meeting)
    assert told.record["title"] == "Crane briefing"
    assert [seen.status for seen in site.sent("POST", "/meetings")] == [503, 201]


@pytest.mark.anyio
async def test_a_call_that_failed_leaves_the_server_working(site: Site) -> None:
    site.simulator.faults.add(("GET", ".*"), status=500, times=4)
    async with site.client() as client:
        assert (await tell(client, "list_rfis")).failed
        assert (await tell(client, "list_rfis", {"page_size": 2})).items
