"""Requests that no honest client sends: each is answered, and what is stored can always be read again."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import httpx2
import pytest

from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
ENDLESS = "9" * 5_000
FORM = "multipart/form-data; boundary=b"


def draft(facts: Facts, **fields: Any) -> str:
    """An RFI as JSON in which escapes stay as they are."""
    rfi = {"draft": True, "subject": "S", "question": {"body": "b"}, "rfi_manager_id": facts.user_id} | fields
    return json.dumps({"rfi": rfi})


def part(name: str, value: str = "x") -> str:
    return f'--b\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n--b--\r\n'


@pytest.mark.anyio
@pytest.mark.parametrize(
    "content",
    [
        "[" * 200_000,
        '{"rfi":' * 101 + "1" + "}" * 101,
        '{"rfi": {"custom_field_1": NaN}}',
        '{"rfi": {"custom_field_1": 1e999}}',
        '{"rfi": {"subject": "half of a pair: \\ud83d"}}',
        '{"rfi": {"subject": "a NUL: \\u0000"}}',
        f'{{"rfi": {{"rfi_manager_id": {ENDLESS}}}}}',
    ],
)
async def test_json_that_could_not_be_written_again_is_refused(content: str, procore: Visitor) -> None:
    path = RFIS.format(project=procore.facts.project_id)
    answer = await procore.client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["message"]) == (400, "The body is not valid JSON.")


@pytest.mark.anyio
@pytest.mark.parametrize("subject", ["blob:plan", "size: 4 x 8 panel", "link:x", "\\u0000 as six characters"])
async def test_a_text_is_shown_as_it_was_sent_whatever_it_begins_with(subject: str, procore: Visitor) -> None:
    made = await procore.client.post(
        RFIS.format(project=procore.facts.project_id),
        content=draft(procore.facts, subject=subject),
        headers={"Content-Type": "application/json"},
    )
    assert made.status_code == 201, made.text
    assert (await procore.get(f"{RFIS}/{made.json()['id']}"))["subject"] == subject


@pytest.mark.anyio
@pytest.mark.parametrize("levels", [1, 98])
async def test_what_is_not_nested_too_deep_is_taken(levels: int, procore: Visitor) -> None:
    content = '{"x":' * levels + "1" + "}" * levels
    path = RFIS.format(project=procore.facts.project_id)
    answer = await procore.client.post(path, content=content, headers={"Content-Type": "application/json"})
    assert answer.json() == {"errors": ["param is missing or empty: rfi"]}


@pytest.mark.anyio
@pytest.mark.parametrize("number", [ENDLESS, "²", "٣", "-1", "1.5", " "])
async def test_an_id_that_is_no_number_is_not_found(number: str, procore: Visitor) -> None:
    assert (await procore.ask("GET", f"{RFIS}/{number}")).status_code == 404


@pytest.mark.anyio
@pytest.mark.parametrize("number", [ENDLESS, "²", "", "1 2"])
async def test_a_company_header_that_is_no_number_is_refused(number: str, procore: Visitor) -> None:
    header = {b"Procore-Company-Id": number.encode("latin-1")}
    answer = await procore.client.get(RFIS.format(project=procore.facts.project_id), headers=header)
    assert answer.status_code == 400


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("kind", "content", "says"),
    [
        ("multipart/form-data", "x", "Missing boundary"),
        (f"multipart/form-data; boundary={'b' * 500}", "x", "cannot be read"),
        (FORM, "no form at all", "cannot be read"),
        (FORM, part(""), "without a name"),
        (FORM, part("a" + "[b]" * 40), "nested too deep"),
        (FORM, part("file[name]", "a\0b"), "NUL"),
        (FORM, part("[]"), "param is missing"),
    ],
)
async def test_a_form_that_cannot_be_read_is_refused(kind: str, content: str, says: str, procore: Visitor) -> None:
    path = f"/rest/v1.0/files?project_id={procore.facts.project_id}"
    answer = await procore.client.post(path, content=content, headers={"Content-Type": kind})
    assert answer.status_code == 400
    assert says in answer.text


@dataclass(frozen=True)
class Odd:
    """A request to the login or the storage host, and the status that answers it."""

    host: str
    method: str
    path: str
    status: int
    kind: str = "application/x-www-form-urlencoded"
    content: bytes = b""


ODD = [
    Odd("storage", "GET", "/files/x?X-Expires=1&X-Signature=é", 403),
    Odd("storage", "GET", f"/files/x?X-Expires={ENDLESS}&X-Signature=x", 403),
    Odd("storage", "DELETE", "/files/x", 403),
    Odd("storage", "POST", "/uploads/x", 400, "multipart/form-data"),
    Odd("storage", "POST", "/uploads/x", 403),
    Odd("storage", "PUT", "/uploads/x/²", 403),
    Odd("api", "GET", "/fas/api/v5/files/x?sig=é", 404),
    Odd("api", "DELETE", "/fas/api/v5/files/x?sig=x", 501),
    Odd("login", "POST", "/oauth/token", 400, "multipart/form-data", b"x"),
    Odd("login", "POST", "/oauth/token", 400, "application/json", b"[" * 200_000),
    Odd("login", "GET", "/oauth/authorize?redirect_uri=http://[", 400),
    Odd("login", "HEAD", "/oauth/authorize", 404),
]


@pytest.fixture
def hosts(procore: Visitor, login: httpx2.AsyncClient, storage: httpx2.AsyncClient) -> dict[str, httpx2.AsyncClient]:
    return {"api": procore.client, "login": login, "storage": storage}


@pytest.mark.anyio
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd.host} {odd.method} {odd.path[:30]} {odd.kind}")
async def test_the_other_doors_have_an_answer_too(odd: Odd, hosts: dict[str, httpx2.AsyncClient]) -> None:
    client = hosts[odd.host]
    answer = await client.request(odd.method, odd.path, content=odd.content, headers={"Content-Type": odd.kind})
    assert answer.status_code == odd.status


@pytest.mark.anyio
@pytest.mark.parametrize("person", ["abc", "²", "", ENDLESS])
async def test_nobody_signs_in_as_a_person_who_is_no_number(
    person: str, login: httpx2.AsyncClient, facts: Facts
) -> None:
    form = {"response_type": "code", "client_id": facts.client_id, "redirect_uri": facts.redirect_uri}
    answer = await login.post("/oauth/authorize", data=form | {"decision": "allow", "person_id": person})
    assert answer.status_code == 400
    assert "no such person" in answer.text


@pytest.mark.anyio
async def test_a_body_that_does_not_say_how_long_it_is_stops_at_the_limit(
    procore: Visitor, simulator: Simulator
) -> None:
    simulator.settings.most_body_bytes = 1_000

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 100

    path = RFIS.format(project=procore.facts.project_id)
    answer = await procore.client.post(path, content=pieces(), headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


@pytest.mark.anyio
@pytest.mark.parametrize(
    "fault",
    [
        {"status": 42},
        {"status": 100},
        {"status": 1000},
        {"times": 0},
        {"skip": -1},
        {"delay": -1},
        {"delay": "inf"},
        {"slow_body": -1},
        {"status": 500, "headers": {"Retry-After": "5\r\nX: y"}},
        {"status": 500, "headers": {"Retry After": "5"}},
        {"status": 500, "headers": {"X-Note": "é"}},
        {"status": 500, "headers": {"content-length": "3"}},
    ],
)
async def test_a_fault_that_cannot_be_played_is_refused_when_it_is_told(
    fault: dict[str, Any], procore: Visitor, simulator: Simulator
) -> None:
    assert (await procore.ask("POST", "/_simulator/faults", fault)).status_code == 400
    assert not simulator.faults.waiting


@pytest.mark.anyio
@pytest.mark.parametrize("seconds", ["1e999", "NaN", "1e18", "-1", '"soon"', "[" * 100_000])
async def test_time_goes_no_further_than_dates_do(seconds: str, procore: Visitor) -> None:
    answer = await procore.client.post("/_simulator/clock/advance", content=f'{{"seconds": {seconds}}}')
    assert answer.status_code == 400
    assert (await procore.ask("GET", RFIS)).status_code == 200


@pytest.mark.anyio
async def test_a_wrong_setting_is_named_in_one_line(procore: Visitor) -> None:
    answer = await procore.ask("POST", "/_simulator/settings", {"hourly_limit": -1})
    assert answer.json()["message"] == "hourly_limit: Input should be greater than or equal to 0"
