"""What Procore's documents leave open: each position of each switch."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.settings import Settings, change_settings
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("body", "kind", "says"),
    [
        ("json", "application/json", '{"errors":'),
        ("text", "text/plain", "The limit"),
        ("html", "text/html", "<html><body><h1>The"),
        ("empty", "text/plain", ""),
    ],
)
async def test_the_body_of_a_429(body: str, kind: str, says: str, procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"limit_body": body, "spike_limit": 0})
    answer = await procore.ask("GET", RFIS)
    assert answer.status_code == 429
    assert answer.headers["content-type"].startswith(kind)
    assert answer.text.startswith(says)


@pytest.mark.anyio
@pytest.mark.parametrize("status", [400, 401, 403, 404])
async def test_the_status_of_a_missing_company_header(status: int, procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"missing_company_status": status})
    del procore.client.headers["Procore-Company-Id"]
    assert (await procore.ask("GET", RFIS)).status_code == status


@pytest.mark.anyio
@pytest.mark.parametrize("status", [400, 401])
async def test_the_status_of_an_unknown_app(status: int, login: httpx2.AsyncClient, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"oauth_client_status": status})
    form = {"grant_type": "client_credentials", "client_id": "nobody", "client_secret": "no"}
    answer = await login.post("/oauth/token", data=form)
    assert (answer.status_code, answer.json()["error"]) == (status, "invalid_client")


VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@dataclass(frozen=True)
class Proof:
    pkce: str
    challenge: str
    verifier: str
    signs_in: bool


@pytest.mark.anyio
@pytest.mark.parametrize(
    "proof",
    [
        Proof("honoured", CHALLENGE, VERIFIER, signs_in=True),
        Proof("honoured", CHALLENGE, "another", signs_in=False),
        Proof("honoured", "", "", signs_in=True),
        Proof("ignored", CHALLENGE, "another", signs_in=True),
        Proof("required", CHALLENGE, VERIFIER, signs_in=True),
        Proof("required", "", "", signs_in=False),
    ],
    ids=str,
)
async def test_proof_keys(proof: Proof, login: httpx2.AsyncClient, facts: Facts, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"pkce": proof.pkce, "auto_approve": True})
    asked: dict[str, Any] = {"response_type": "code", "client_id": facts.client_id, "redirect_uri": facts.redirect_uri}
    sent = {"code_challenge": proof.challenge, "code_challenge_method": "S256"} if proof.challenge else {}
    back = await login.get("/oauth/authorize", params=asked | sent)
    told = parse_qs(urlsplit(back.headers["location"]).query)
    form = {
        "grant_type": "authorization_code",
        "code": told.get("code", [""])[0],
        "redirect_uri": facts.redirect_uri,
        "client_id": facts.client_id,
        "client_secret": facts.client_secret,
        "code_verifier": proof.verifier,
    }
    assert (await login.post("/oauth/token", data=form)).is_success is proof.signs_in


@pytest.mark.anyio
@pytest.mark.parametrize(("rule", "status"), [("refuse", 400), ("ignore", 200)])
async def test_a_parameter_that_nobody_documented(
    rule: str, status: int, procore: Visitor, simulator: Simulator
) -> None:
    change_settings(simulator.settings, {"unknown_query": rule})
    assert (await procore.ask("GET", f"{RFIS}?limit=5")).status_code == status


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("rule", "status", "is_empty"), [("empty", 200, True), ("last_page", 200, False), ("not_found", 404, True)]
)
async def test_a_page_beyond_the_end(
    rule: str, status: int, is_empty: bool, procore: Visitor, simulator: Simulator
) -> None:
    change_settings(simulator.settings, {"beyond_the_end": rule})
    answer = await procore.ask("GET", f"{RFIS}?page=999&per_page=10")
    assert answer.status_code == status
    assert is_empty is not (answer.is_success and bool(answer.json()))


@pytest.mark.anyio
@pytest.mark.parametrize(("rule", "v1", "v2"), [("by_version", 200, 400), ("clamp", 200, 200), ("refuse", 400, 400)])
async def test_more_a_page_than_the_most(rule: str, v1: int, v2: int, procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"oversize_page": rule})
    issues = "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues"
    answers = [await procore.ask("GET", f"{path}?per_page=9999") for path in (RFIS, issues)]
    assert [answer.status_code for answer in answers] == [v1, v2]


@pytest.mark.anyio
@pytest.mark.parametrize(("shown", "status"), [(False, 404), (True, 200)])
async def test_a_record_in_the_recycle_bin(shown: bool, status: int, procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"show_recycled": shown})
    made = (await procore.new_rfi()).json()
    await procore.ask("PATCH", f"{RFIS}/{made['id']}/recycle")
    assert (await procore.ask("GET", f"{RFIS}/{made['id']}")).status_code == status
    assert made["id"] not in [rfi["id"] for rfi in await procore.get(f"{RFIS}?per_page=2000")]


@pytest.mark.anyio
async def test_a_body_that_is_too_large(procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"most_body_bytes": 1000})
    assert (await procore.new_rfi(subject="long" * 400)).status_code == 413


@pytest.mark.anyio
async def test_more_requests_at_once_than_are_borne(procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"most_at_once": 2})
    simulator.faults.add(("GET", ".*"), delay=0.01, times=4)
    answers: list[int] = []

    async def ask() -> None:
        answers.append((await procore.ask("GET", RFIS)).status_code)

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(ask)
    later = await procore.ask("GET", RFIS)
    assert sorted(answers) == [200, 200, 429, 429]
    assert later.status_code == 200


@pytest.mark.anyio
@pytest.mark.parametrize("status", [204, 201, 200])
async def test_what_storage_answers_to_a_stored_file(
    status: int, procore: Visitor, storage: httpx2.AsyncClient, simulator: Simulator
) -> None:
    change_settings(simulator.settings, {"stored_status": status})
    body = {"response_filename": "slab.txt"}
    begun = (await procore.ask("POST", "/rest/v1.1/projects/{project}/uploads", body)).json()
    sent = await storage.post(begun["url"], data=begun["fields"], files={"file": ("slab.txt", b"slab")})
    assert sent.status_code == status


@pytest.mark.anyio
@pytest.mark.parametrize(("offset", "day"), [(0, "2026-09-21"), (-12, "2026-09-21"), (14, "2026-09-22")])
async def test_by_whose_calendar_it_is_today(offset: int, day: str, procore: Visitor, simulator: Simulator) -> None:
    change_settings(simulator.settings, {"daily_log_utc_offset": offset})
    simulator.settings.hourly_limit = 10**6
    logs = "/rest/v1.0/projects/{project}/notes_logs"
    made = (await procore.ask("POST", logs, {"notes_log": {"comment": "Fog until nine"}})).json()
    assert made["date"] == day
    assert {log["date"] for log in await procore.get(logs)} == {day}


@pytest.mark.anyio
@pytest.mark.parametrize(("order", "expected"), [("as_sent", ["First", "Second"]), ("reversed", ["Second", "First"])])
async def test_in_which_order_a_sync_answers(
    order: str, expected: list[str], procore: Visitor, simulator: Simulator
) -> None:
    change_settings(simulator.settings, {"sync_order": order})
    body = {"project_id": procore.facts.project_id, "updates": [{"name": "First"}, {"name": "Second"}]}
    answer = await procore.ask("PATCH", "/rest/v1.0/tasks/sync?project_id={project}", body)
    assert answer.status_code == 200, answer.text
    assert [task["name"] for task in answer.json()["entities"]] == expected


@pytest.mark.anyio
@pytest.mark.parametrize(("life", "copies"), [(86_400, 1), (60, 2)])
async def test_how_long_an_idempotency_token_is_remembered(
    life: int, copies: int, procore: Visitor, simulator: Simulator, clock: SteppableClock
) -> None:
    change_settings(simulator.settings, {"idempotency_life": life})
    sent = {"log_types": ["notes_log"], "from_date": "2026-09-21", "to_date": "2026-09-24"}
    logs = "/rest/v1.0/projects/{project}/notes_logs"
    of_today = len(await procore.get(logs))
    for _ in range(2):
        answer = await procore.ask(
            "POST", "/rest/v1.0/projects/{project}/daily_logs/clones", sent, Idempotency_Token="once"
        )
        assert answer.status_code in {200, 201}, answer.text
        clock.advance(120)
    assert len(await procore.get(f"{logs}?log_date=2026-09-24")) == of_today * copies


def test_no_switch_takes_a_position_that_it_does_not_have() -> None:
    settings = Settings()
    with pytest.raises(ValueError, match="pkce"):
        change_settings(settings, {"pkce": "sometimes"})
    assert settings == Settings()
