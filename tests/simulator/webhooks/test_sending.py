"""What a subscriber is sent, and what becomes of it."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World
from tests.simulator.conftest import TODAY
from tests.simulator.visitor import Visitor
from tests.simulator.webhooks.conftest import COMPANY_HOOKS, HOOKS, SINK, Sink, subscribe

pytestmark = pytest.mark.anyio

HALF_A_DAY = 12 * 3600


async def deliveries(procore: Visitor, hook: str, query: str = "", hooks: str = HOOKS) -> list[Any]:
    return (await procore.get(f"{hooks}/{hook}/deliveries{query}"))["data"]


async def test_a_new_record_is_told_in_text_ids(procore: Visitor, simulator: Simulator, sink: Sink) -> None:
    await subscribe(procore, "RFIs create", destination_headers={"Authorization": "Bearer of-the-receiver"})
    made = (await procore.new_rfi()).json()
    assert sink.got == []
    await simulator.outbox.send_due()
    ((url, headers, payload),) = sink.got
    assert url == SINK
    assert headers == {"Content-Type": "application/json", "Authorization": "Bearer of-the-receiver"}
    assert len(payload.pop("id")) == 26
    assert payload == {
        "timestamp": "2026-09-21T12:00:00.000000Z",
        "reason": "create",
        "company_id": str(procore.facts.company_id),
        "project_id": str(procore.facts.project_id),
        "user_id": str(procore.facts.user_id),
        "resource_type": "RFIs",
        "resource_id": str(made["id"]),
    }


@pytest.mark.parametrize("version", ["v2.0", "v3.0"])
async def test_older_payloads_have_whole_numbers(
    procore: Visitor, simulator: Simulator, sink: Sink, version: str
) -> None:
    hook = await subscribe(procore, "RFIs create", version=version)
    made = (await procore.new_rfi()).json()
    await simulator.outbox.send_due()
    (payload,) = sink.payloads
    assert payload["resource_id"] == made["id"]
    assert payload["api_version"] == version
    assert payload["metadata"]["source_user_id"] == payload["user_id"] == procore.facts.user_id
    assert payload.get("related_resources") == (None if version == "v2.0" else [])
    assert (await deliveries(procore, hook))[0]["payload"] == payload


async def test_changes_and_deletions_are_told_to_those_who_asked(
    procore: Visitor, simulator: Simulator, sink: Sink
) -> None:
    await subscribe(procore, "RFIs update", "RFIs delete", "RFIs delete")
    number = (await procore.new_rfi()).json()["id"]
    rfi = f"/rest/v1.0/projects/{{project}}/rfis/{number}"
    assert (await procore.ask("PATCH", rfi, {"rfi": {"subject": "Other"}})).status_code == 200
    await simulator.outbox.send_due()
    assert (await procore.ask("PATCH", f"{rfi}/recycle")).status_code == 200
    await simulator.outbox.send_due()
    assert [(payload["reason"], payload["resource_id"]) for payload in sink.payloads] == [
        ("update", str(number)),
        ("delete", str(number)),
    ]


async def test_what_is_refused_or_only_read_is_not_told(procore: Visitor, simulator: Simulator, sink: Sink) -> None:
    await subscribe(procore, "RFIs create", "RFIs update")
    assert (await procore.new_rfi(subject=1)).status_code >= 400
    await procore.get("/rest/v1.0/projects/{project}/rfis")
    await simulator.outbox.send_due()
    assert sink.got == []


@pytest.mark.parametrize("hears_projects", [True, False])
async def test_a_company_may_be_told_of_its_projects(
    procore: Visitor, simulator: Simulator, sink: Sink, hears_projects: bool
) -> None:
    await subscribe(procore, "RFIs create", hooks=COMPANY_HOOKS)
    simulator.settings.webhooks_of_projects = hears_projects
    await procore.new_rfi()
    await simulator.outbox.send_due()
    assert len(sink.got) == hears_projects


async def test_a_failure_pauses_the_destination_and_waits_longer_each_time(
    procore: Visitor, simulator: Simulator, sink: Sink, clock: SteppableClock
) -> None:
    hook = await subscribe(procore, "RFIs create")
    sink.answers = [500, OSError("connection refused"), 301]
    await procore.new_rfi()
    await procore.new_rfi()
    for wait in (0, 1, 2):
        clock.advance(wait)
        await simulator.outbox.send_due()
        await simulator.outbox.send_due()
    assert len({payload["id"] for payload in sink.payloads}) == 1
    assert [item["status"] for item in await deliveries(procore, hook)] == ["enqueued", "retrying"]
    clock.advance(4)
    await simulator.outbox.send_due()
    second, first = await deliveries(procore, hook, "?filter[status]=succeeded")
    assert [attempt["response_status"] for attempt in first["delivery_attempts"]] == [500, None, 301, 204]
    assert first["delivery_attempts"][1]["error"] == "connection refused"
    assert len(second["delivery_attempts"]) == 1


@pytest.mark.parametrize("gives_up", [True, False])
async def test_half_a_day_of_silence_empties_the_line(
    procore: Visitor, simulator: Simulator, sink: Sink, clock: SteppableClock, gives_up: bool
) -> None:
    simulator.settings.webhooks_give_up = gives_up
    hook = await subscribe(procore, "RFIs create")
    sink.silent = True
    await procore.new_rfi()
    started = clock()
    while clock() - started < HALF_A_DAY:
        await simulator.outbox.send_due()
        clock.advance(60)
    await simulator.outbox.send_due()
    clock.advance(3600)
    await simulator.outbox.send_due()
    procore.client.headers["Authorization"] = f"Bearer {simulator.sign_in(procore.facts.user_id).access_token}"
    (item,) = await deliveries(procore, hook, "?filter[status]=discarded")
    assert 20 < len(item["delivery_attempts"]) < 30
    assert (await procore.get(f"{HOOKS}/{hook}"))["data"]["status"] == ("disabled" if gives_up else "active")
    sink.silent = False
    await procore.new_rfi()
    await simulator.outbox.send_due()
    assert len(await deliveries(procore, hook, "?filter[status]=succeeded")) == (not gives_up)


async def test_an_event_may_come_twice(procore: Visitor, simulator: Simulator, sink: Sink) -> None:
    simulator.settings.webhooks_twice = True
    await subscribe(procore, "RFIs create")
    await procore.new_rfi()
    await simulator.outbox.send_due()
    first, again = sink.payloads
    assert first == again


async def test_a_later_event_may_overtake(
    procore: Visitor, simulator: Simulator, sink: Sink, clock: SteppableClock
) -> None:
    simulator.settings.webhooks_out_of_order = True
    await subscribe(procore, "RFIs create")
    numbers = [str((await procore.new_rfi()).json()["id"]) for _ in range(3)]
    await simulator.outbox.send_due()
    assert sink.got == []
    clock.advance(1)
    await simulator.outbox.send_due()
    assert [payload["resource_id"] for payload in sink.payloads] == numbers[::-1]


async def test_a_hook_that_went_away_is_sent_nothing(procore: Visitor, simulator: Simulator, sink: Sink) -> None:
    hook = await subscribe(procore, "RFIs create")
    await procore.new_rfi()
    assert (await procore.ask("DELETE", f"{HOOKS}/{hook}")).status_code == 204
    await simulator.outbox.send_due()
    assert sink.got == []


async def test_what_was_not_sent_is_sent_by_the_next_run(
    world: World, simulator: Simulator, procore: Visitor, clock: SteppableClock, sink: Sink
) -> None:
    await subscribe(procore, "RFIs create")
    await procore.new_rfi()
    later = Simulator(world, clock, kept=simulator.keep(TODAY), deliver=sink)
    await later.outbox.send_due()
    assert len(sink.got) == 1


async def test_an_event_may_be_signed_by_a_header_that_nobody_expects(
    procore: Visitor, simulator: Simulator, sink: Sink
) -> None:
    await subscribe(procore, "RFIs create", destination_headers={"Authorization": "Bearer long-secret"})
    await procore.new_rfi()
    await simulator.outbox.send_due()
    simulator.settings.webhooks_signed = True
    await procore.new_rfi()
    await simulator.outbox.send_due()
    (_, plain, _), (_, signed, payload) = sink.got
    body = json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()
    assert signed.keys() - plain.keys() == {"X-Signature-SHA256"}
    assert signed["X-Signature-SHA256"] == hmac.new(b"Bearer long-secret", body, hashlib.sha256).hexdigest()


@pytest.mark.parametrize("named", [False, True])
async def test_the_events_of_one_call_may_name_it(
    named: bool, procore: Visitor, simulator: Simulator, sink: Sink
) -> None:
    simulator.settings.webhooks_name_operation = named
    await subscribe(procore, "RFIs create", version="v2.0")
    for _ in range(2):
        await procore.new_rfi()
    await simulator.outbox.send_due()
    operations = [payload["metadata"]["source_operation_id"] for payload in sink.payloads]
    assert len({*operations}) == (2 if named else 1)
    assert (None in operations) is not named
