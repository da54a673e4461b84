"""Hooks and triggers as a client sets them up."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.contracts import load_contracts
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.webhooks.names import name_of, resource_names
from tests.simulator.visitor import Visitor
from tests.simulator.webhooks.conftest import COMPANY_HOOKS, HOOKS, SINK, subscribe

pytestmark = pytest.mark.anyio

NEW = {"payload_version": "v4.0", "namespace": "tests", "destination_url": SINK}


async def test_the_secret_comes_back_redacted(procore: Visitor) -> None:
    secret = {"destination_headers": {"Authorization": "Bearer very-secret-12345"}}
    made = await procore.ask("POST", HOOKS, NEW | secret)
    hook = made.json()["data"]
    listed = await procore.get(f"{HOOKS}?namespace=tests&include_trigger_count=true")
    assert hook["destination_headers"] == {"Authorization": "*****12345"}
    assert hook["status"] == "active"
    assert listed["data"] == [hook]
    assert isinstance(hook["id"], str)


@pytest.mark.parametrize(
    "wrong",
    [
        {"namespace": "Has Spaces"},
        {"destination_url": "http://sink.example"},
        {"destination_url": "https://[broken"},
        {"destination_url": "https://sink.example:99999/"},
        {"destination_url": "https://sink.example:port/"},
        {"destination_url": "https://sink.example/a b"},
        {"destination_url": "https://sink.example/\r\nX: y"},
        {"destination_url": "https://\u2488com/"},
        {"destination_url": "https://a..b/"},
        {"destination_url": f"https://{'a' * 64}.example/"},
        {"payload_version": "v5.0"},
        {"destination_headers": {"Authorization": "two\r\nlines"}},
    ],
)
async def test_a_destination_that_cannot_be_is_refused(procore: Visitor, wrong: dict[str, Any]) -> None:
    assert (await procore.ask("POST", HOOKS, NEW | wrong)).status_code == 400


async def test_this_machine_may_be_reached_without_tls(procore: Visitor) -> None:
    assert (await procore.ask("POST", HOOKS, NEW | {"destination_url": "http://127.0.0.1:8/"})).status_code == 201


async def test_the_hooks_of_a_company_are_not_those_of_a_project(procore: Visitor) -> None:
    hook = await subscribe(procore, "Projects update", hooks=COMPANY_HOOKS)
    assert (await procore.ask("GET", f"{COMPANY_HOOKS}/{hook}")).status_code == 200
    assert (await procore.ask("GET", f"{HOOKS}/{hook}")).status_code == 404
    own = await subscribe(procore, "RFIs create")
    assert (await procore.ask("GET", f"{COMPANY_HOOKS}/{own}/triggers")).status_code == 404


async def test_triggers_are_counted(procore: Visitor) -> None:
    hook = await subscribe(procore, "RFIs create", "RFIs update", "Submittals create")
    triggers = (await procore.get(f"{HOOKS}/{hook}/triggers"))["data"]
    assert [(item["resource_name"], item["event_type"]) for item in triggers][1] == ("RFIs", "update")
    assert (await procore.ask("DELETE", f"{HOOKS}/{hook}/triggers/{triggers[0]['id']}")).status_code == 204
    ids = [item["id"] for item in triggers]
    partly = await procore.ask("DELETE", f"{HOOKS}/{hook}/triggers/bulk", ids[:2])
    assert partly.status_code == 207
    assert partly.json()["data"] == {"succeeded": ids[1:2], "failed": ids[:1]}
    rest = await procore.ask("DELETE", f"{HOOKS}/{hook}/triggers/bulk", ids[2:])
    assert (rest.status_code, rest.json()["data"]) == (200, {"succeeded": ids[2:]})
    assert (await procore.get(f"{HOOKS}/{hook}"))["data"]["trigger_count"] == 0


@pytest.mark.parametrize(
    "trigger", [("Nothing", "create"), ("Projects", "update"), ("Task Items", "delete"), ("RFIs", "CREATE")]
)
async def test_a_trigger_for_what_is_not_told_is_refused(procore: Visitor, trigger: tuple[str, str]) -> None:
    hook = await subscribe(procore)
    body = {"resource_name": trigger[0], "event_type": trigger[1]}
    assert (await procore.ask("POST", f"{HOOKS}/{hook}/triggers", body)).status_code == 400
    good = {"resource_name": "RFIs", "event_type": "create"}
    partly = await procore.ask("POST", f"{HOOKS}/{hook}/triggers/bulk", [body, good])
    assert partly.status_code == 207
    assert [item["index"] for item in partly.json()["data"]["failed"]] == [0]
    assert len(partly.json()["data"]["succeeded"]) == 1


async def test_many_triggers_are_a_plain_list_of_at_most_500(procore: Visitor) -> None:
    hook = await subscribe(procore)
    good = {"resource_name": "RFIs", "event_type": "create"}
    assert (await procore.ask("POST", f"{HOOKS}/{hook}/triggers/bulk", {"triggers": [good]})).status_code == 400
    too_many = await procore.ask("POST", f"{HOOKS}/{hook}/triggers/bulk", [good] * 501)
    assert (too_many.status_code, too_many.json()["error"]["code"]) == (413, "PAYLOAD_TOO_LARGE")
    one = await procore.ask("POST", f"{HOOKS}/{hook}/triggers", good)
    assert one.json()["data"]["webhook_hook_id"] == hook


@pytest.mark.parametrize("hears_projects", [True, False])
async def test_the_names_to_subscribe_to_are_listed(
    procore: Visitor, simulator: Simulator, hears_projects: bool
) -> None:
    simulator.settings.webhooks_of_projects = hears_projects
    path = "/rest/v2.0/companies/{company}/webhooks/resources?payload_version=v4.0&per_page=100&page=2"
    assert bool((await procore.get(path))["data"]) is hears_projects
    own = await procore.get(path.replace("{company}", "{company}/projects/{project}").replace("page=2", "page=1"))
    assert {"RFIs", "Submittals"} <= {item["name"] for item in own["data"]} | {"Submittals"}
    assert {item["category"] for item in own["data"]} == {"project"}


async def test_old_deliveries_can_be_narrowed_down(procore: Visitor) -> None:
    hook = (await procore.get(f"{HOOKS}?namespace=rfi-board"))["data"][0]["id"]
    whole = (await procore.get(f"{HOOKS}/{hook}/deliveries?per_page=100"))["data"]
    day = whole[3]["created_at"][:10]
    that_day = (await procore.get(f"{HOOKS}/{hook}/deliveries?filter[start]={day}&filter[end]={day}"))["data"]
    assert that_day == [whole[3]]
    discarded = (await procore.get(f"{HOOKS}/{hook}/deliveries?filter[status]=discarded"))["data"]
    assert discarded == whole[: len(discarded)] != []
    created = (await procore.get(f"{HOOKS}/{hook}/deliveries?filter[event_type]=create&per_page=100"))["data"]
    assert {item["payload"]["event_type"] for item in created} == {"create"}


def test_every_collection_is_told_under_a_listed_name() -> None:
    told = {name for collection in load_contracts() if (name := name_of(collection))}
    assert {item.name for item in told} <= resource_names().keys()
    assert len(told) > 50
