"""RFIs: numbers, people, closing, and the two shapes in which they are read."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"


async def update(procore: Visitor, number: int, **fields: Any) -> Any:
    answer = await procore.ask("PATCH", f"{RFIS}/{number}", {"rfi": fields})
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.anyio
async def test_a_new_rfi_gets_the_next_number_and_waits_for_its_assignees(procore: Visitor) -> None:
    numbers = [int(item["number"]) for item in await procore.get(RFIS) if item["number"]]
    answer = await procore.new_rfi()
    rfi = answer.json()
    assert answer.status_code == 201
    assert (rfi["number"], rfi["status"]) == (str(max(numbers) + 1), "open")
    assert [person["name"] for person in rfi["ball_in_courts"]] == ["Dale Kowalczyk"]
    assert rfi["questions"][0]["body"] == "Which detail applies?"
    assert rfi["id"] > 2**49
    assert (await procore.get(f"{RFIS}/{rfi['id']}")) == rfi
    assert rfi["id"] in [item["id"] for item in await procore.get(f"{RFIS}?filters[number]={rfi['number']}")]


@pytest.mark.anyio
async def test_a_draft_needs_no_assignees_and_has_no_number_until_it_is_opened(procore: Visitor) -> None:
    draft = (await procore.new_rfi(draft=True, assignee_ids=None)).json()
    assert (draft["status"], draft["number"]) == ("draft", None)
    refused = await procore.ask("PATCH", f"{RFIS}/{draft['id']}", {"rfi": {"draft": False}})
    assert refused.status_code == 400
    assert refused.json() == {"errors": {"assignees": ["required"]}}
    opened = await update(procore, draft["id"], draft=False, assignee_ids=[await procore.someone()])
    assert opened["status"] == "open"
    assert opened["number"]


@pytest.mark.anyio
async def test_without_assignees_it_is_refused_in_the_documented_words(procore: Visitor) -> None:
    answer = await procore.new_rfi(assignee_ids=None)
    assert (answer.status_code, answer.json()) == (400, {"errors": {"assignees": ["required"]}})


@pytest.mark.anyio
async def test_the_old_single_assignee_still_works(procore: Visitor) -> None:
    dale = await procore.someone()
    rfi = (await procore.new_rfi(assignee_ids=None, assignee_id=dale)).json()
    assert [person["id"] for person in rfi["assignees"]] == [dale]
    assert rfi["assignee"]["id"] == dale


@pytest.mark.anyio
async def test_required_people_must_be_among_the_assignees(procore: Visitor) -> None:
    dale, marcus = await procore.someone(), await procore.someone("Marcus")
    refused = await procore.new_rfi(assignee_ids=[dale], required_assignee_ids=[marcus])
    assert "required_assignee_ids" in refused.json()["errors"]
    rfi = (await procore.new_rfi(assignee_ids=[dale, marcus], required_assignee_ids=[marcus])).json()
    assert [person["response_required"] for person in rfi["assignees"]] == [False, True]


@pytest.mark.anyio
async def test_only_accepting_it_closes_an_rfi(procore: Visitor) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    reply = {"reply": {"body": "Use detail 4.", "official": True}}
    assert (await procore.ask("POST", f"{RFIS}/{rfi}/replies", reply)).status_code == 201
    waiting = await procore.get(f"{RFIS}/{rfi}")
    assert (waiting["status"], waiting["time_resolved"]) == ("open", None)
    assert waiting["ball_in_court"]["id"] == procore.facts.user_id
    closed = await update(procore, rfi, accepted=True)
    assert (closed["status"], closed["time_resolved"]) == ("closed", "2026-09-21T12:00:00Z")
    assert closed["ball_in_courts"] == []


@pytest.mark.anyio
async def test_a_new_rfi_has_the_address_of_its_page_like_every_other(procore: Visitor) -> None:
    older = (await procore.get(RFIS))[0]
    newer = (await procore.new_rfi()).json()
    assert newer["link"] == older["link"].replace(str(older["id"]), str(newer["id"]))


@pytest.mark.anyio
async def test_a_revision_knows_what_it_revises(procore: Visitor) -> None:
    first = (await procore.new_rfi()).json()
    second = (await procore.new_rfi(revision="1", source_rfi_header_id=first["id"])).json()
    assert first["source_rfi_header_id"] == second["source_rfi_header_id"] == first["id"]
    assert second["revision"] == "1"


@pytest.mark.anyio
async def test_a_badly_written_date_is_stored_as_null_and_nothing_is_said(procore: Visitor) -> None:
    answer = await procore.new_rfi(due_date="08/31/2026")
    assert (answer.status_code, answer.json()["due_date"]) == (201, None)
    good = await procore.new_rfi(due_date="2026-10-01")
    assert good.json()["due_date"] == "2026-10-01"


@pytest.mark.anyio
async def test_cost_is_a_number_in_the_list_and_a_string_elsewhere(procore: Visitor) -> None:
    rfi = (await procore.new_rfi(cost_impact={"status": "yes_known", "value": 4500.5})).json()
    assert rfi["cost_impact"] == {"status": "yes_known", "value": "4500.5"}
    listed = await procore.get(f"{RFIS}?filters[id]={rfi['id']}")
    assert listed[0]["cost_impact"]["value"] == 4500.5


@pytest.mark.anyio
async def test_answers_are_missing_from_the_list_and_there_on_show(procore: Visitor, simulator: Simulator) -> None:
    reply = next(iter(simulator.store.owned("rfi_replies", "_project_id", procore.facts.project_id)))
    number = reply.data["_rfi_id"]
    listed = await procore.get(f"{RFIS}?filters[id]={number}")
    shown = await procore.get(f"{RFIS}/{number}")
    assert listed[0]["questions"][0]["answers"] == []
    assert reply.id in [answer["id"] for answer in shown["questions"][0]["answers"]]


@pytest.mark.anyio
async def test_a_changed_question_keeps_its_id(procore: Visitor) -> None:
    rfi = (await procore.new_rfi()).json()
    changed = await update(procore, rfi["id"], question={"body": "And which grid?"}, subject="Slab edge, stair 3")
    assert changed["questions"][0]["id"] == rfi["questions"][0]["id"]
    assert changed["questions"][0]["body"] == "And which grid?"
    assert changed["subject"] == "Slab edge, stair 3"


@pytest.mark.anyio
async def test_new_assignees_take_the_ball_and_null_clears_a_field(procore: Visitor) -> None:
    location = (await procore.get(f"{RFIS}/filter_options/location_id"))[0]["key"]
    rfi = (await procore.new_rfi(location_id=location)).json()
    assert rfi["location"]["id"] == location
    changed = await update(procore, rfi["id"], assignee_ids=[procore.facts.user_id], location_id=None)
    assert changed["ball_in_court"]["id"] == procore.facts.user_id
    assert changed["location"] is None


@pytest.mark.anyio
async def test_custom_fields_are_written_flat_and_read_typed(procore: Visitor) -> None:
    rfi = (await procore.new_rfi(custom_field_12="Tower", custom_textfield_1="Crane")).json()
    assert rfi["custom_textfield_1"]["value"] == "Crane"
    assert rfi["custom_fields"]["custom_field_12"]["value"] == "Tower"
    changed = await update(procore, rfi["id"], custom_field_13="East")
    assert set(changed["custom_fields"]) == {"custom_field_12", "custom_field_13"}


@pytest.mark.anyio
async def test_a_form_with_bracket_names_is_the_same_as_json(procore: Visitor) -> None:
    form = {
        "rfi[subject]": "By form",
        "rfi[rfi_manager_id]": str(procore.facts.user_id),
        "rfi[assignee_ids][]": str(await procore.someone()),
        "rfi[private]": "false",
        "rfi[due_date]": "",
        "rfi[location_id]": "",
        "rfi[question][body]": "Sent as a form",
        "run_configurable_validations": "true",
    }
    path = RFIS.format(project=procore.facts.project_id)
    answer = await procore.client.post(path, files={name: (None, value) for name, value in form.items()})
    assert answer.status_code == 201, answer.text
    assert answer.json()["questions"][0]["body"] == "Sent as a form"
    assert answer.json()["location"] is None


@pytest.mark.anyio
@pytest.mark.parametrize("names", [("rfi", "rfi[subject]"), ("rfi[subject]", "rfi[subject][]"), ("rfi[location_id]",)])
async def test_a_form_that_contradicts_itself_is_refused(names: tuple[str, ...], procore: Visitor) -> None:
    path = RFIS.format(project=procore.facts.project_id)
    answer = await procore.client.post(path, files=[(name, (None, "x")) for name in names])
    assert answer.status_code == 400


@pytest.mark.anyio
@pytest.mark.parametrize("where", ["query", "body"])
async def test_the_companys_own_required_fields_count_only_when_asked_for(
    where: str, procore: Visitor, simulator: Simulator
) -> None:
    simulator.settings.configured_required = {"rfis": ("location_id",)}
    rfi = (await procore.new_rfi()).json()
    query = "?run_configurable_validations=true" if where == "query" else ""
    body: dict[str, Any] = {"rfi": {"subject": "Again"}}
    if where == "body":
        body["run_configurable_validations"] = True
    refused = await procore.ask("PATCH", f"{RFIS}/{rfi['id']}{query}", body)
    assert refused.status_code == 400
    assert refused.json() == {"errors": {"location_id": ["can't be blank"]}}
    location = (await procore.get(f"{RFIS}/filter_options/location_id"))[0]["key"]
    body["rfi"]["location_id"] = location
    assert (await procore.ask("PATCH", f"{RFIS}/{rfi['id']}{query}", body)).status_code == 200


@pytest.mark.anyio
async def test_recycled_rfis_are_in_the_bin_and_nowhere_else(procore: Visitor) -> None:
    rfi = (await procore.new_rfi()).json()["id"]
    assert (await procore.ask("PATCH", f"{RFIS}/{rfi}/recycle")).status_code == 200
    assert rfi not in await procore.get(f"{RFIS}?serializer_view=ids_only")
    assert rfi in [item["id"] for item in await procore.get(f"{RFIS}/recycle_bin")]
    for method, path in (("GET", ""), ("GET", "/replies"), ("PATCH", "/recycle")):
        assert (await procore.ask(method, f"{RFIS}/{rfi}{path}")).status_code == 404
    assert (await procore.ask("PATCH", f"{RFIS}/{rfi}/retrieve", {})).status_code == 200
    assert (await procore.ask("PATCH", f"{RFIS}/{rfi}/retrieve")).status_code == 404
    assert rfi in await procore.get(f"{RFIS}?serializer_view=ids_only")


@pytest.mark.anyio
async def test_filter_options_lead_to_filters_that_find_something(procore: Visitor) -> None:
    fields = await procore.get(f"{RFIS}/filter_options")
    assert fields["status"] == f"/rest/v1.0/projects/{procore.facts.project_id}/rfis/filter_options/status"
    for field in ("assigned_id", "ball_in_court_id", "location_id", "responsible_contractor_id", "rfi_manager_id"):
        options = await procore.get(f"{RFIS}/filter_options/{field}")
        assert await procore.get(f"{RFIS}?filters[{field}]={options[0]['key']}")
    assert {option["key"] for option in await procore.get(f"{RFIS}/filter_options/status")} >= {"open", "draft"}
    assert {"key": 3, "value": "Urgent"} in await procore.get(f"{RFIS}/filter_options/priority")
    assert await procore.get(f"{RFIS}/filter_options/sub_job_id") == []
    assert (await procore.ask("GET", f"{RFIS}/filter_options/colour")).status_code == 404


@pytest.mark.anyio
async def test_managers_are_some_of_the_possible_assignees(procore: Visitor) -> None:
    people = {person["id"] for person in await procore.get(f"{RFIS}/potential_assignees")}
    managers = {person["id"] for person in await procore.get(f"{RFIS}/potential_rfi_managers")}
    assert managers < people
    assert procore.facts.user_id in managers
