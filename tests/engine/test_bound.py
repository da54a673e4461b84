"""Sessions bound to a company, or to one of its projects."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.errors import BadArguments, ConfirmationRefused
from tests.engine.canned import CannedProcore, engine, session

RFIS = "/rest/v1.0/projects/42/rfis"


def in_company(procore: CannedProcore, **more: Any) -> Session:
    return session(procore, **more).within(7)


def in_project(procore: CannedProcore, **more: Any) -> Session:
    return session(procore, **more).within(7, 42)


@pytest.mark.anyio
async def test_ids_come_from_the_address() -> None:
    procore = CannedProcore({RFIS: []})
    answer = await engine().call("list_rfis", {}, session(procore, company_id=1, project_id=2).within(7, 42))
    assert (answer.data["company_id"], answer.data["project_id"]) == (7, 42)
    assert [(request.path, request.company_id) for request in procore.sent] == [(RFIS, 7)]


@pytest.mark.anyio
@pytest.mark.parametrize("value", [7, 8, "7", None])
async def test_a_bound_argument_is_refused_by_name_even_with_the_right_value(value: object) -> None:
    procore = CannedProcore({RFIS: []})
    with pytest.raises(BadArguments, match="company_id is set by the address of this server"):
        await engine().call("list_rfis", {"company_id": value}, in_project(procore))
    assert procore.sent == []


@pytest.mark.anyio
async def test_both_bound_arguments_are_named_at_once() -> None:
    with pytest.raises(BadArguments) as refusal:
        await engine().call("list_rfis", {"company_id": 8, "project_id": 43}, in_project(CannedProcore()))
    assert [problem.split(" is set")[0] for problem in refusal.value.problems] == ["company_id", "project_id"]


@pytest.mark.anyio
async def test_an_address_of_a_company_leaves_the_project_free() -> None:
    procore = CannedProcore({"/rest/v1.0/projects/43/rfis": []})
    await engine().call("list_rfis", {"project_id": 43}, in_company(procore))
    assert [(request.path, request.company_id) for request in procore.sent] == [("/rest/v1.0/projects/43/rfis", 7)]


@pytest.mark.anyio
async def test_a_preset_project_stays_with_its_own_company() -> None:
    preset = session(CannedProcore(), company_id=7, project_id=42)
    assert preset.within(7).project_id == 42
    assert preset.within(8).project_id is None
    with pytest.raises(BadArguments, match="project_id is missing"):
        await engine().call("list_rfis", {}, preset.within(8))


@pytest.mark.anyio
async def test_executors_refuse_bound_arguments_of_the_tool_that_they_run() -> None:
    procore = CannedProcore({RFIS: []})
    asked = {"tool": "list_rfis", "arguments": {"project_id": 42}}
    with pytest.raises(BadArguments, match="list_rfis was not run: project_id is set by the address"):
        await engine().call("run_read", asked, in_project(procore))
    asked["arguments"] = {"project_id": 43}
    with pytest.raises(BadArguments, match="project_id is another project than that of this address"):
        await engine().call("run_read", asked, in_project(procore))
    await engine().call("run_read", {"tool": "list_rfis"}, in_project(procore))
    assert [request.path for request in procore.sent] == [RFIS]


@pytest.mark.anyio
async def test_descriptions_and_findings_leave_out_what_is_bound() -> None:
    async def told(within: Session) -> tuple[Any, Any]:
        described = await runs.call("describe_tools", {"names": ["update_workforce_project"]}, within)
        found = await runs.call(
            "find_tools", {"query": "update workforce project", "toolset": "more_resource_planning"}, within
        )
        tools: Any = described.data["tools"]
        rows: Any = found.data["tools"]
        (required,) = [row["required"] for row in rows if row["name"] == "update_workforce_project"]
        return tools[0]["input_schema"], required

    runs = engine()
    free, required_free = await told(session(CannedProcore()))
    company, _ = await told(in_company(CannedProcore()))
    project, required_bound = await told(in_project(CannedProcore()))
    assert {"company_id", "project_id"} <= free["properties"].keys()
    assert "project_id" in free["required"]
    assert "project_id" in required_free
    assert free["properties"].keys() - company["properties"].keys() == {"company_id"}
    assert free["properties"].keys() - project["properties"].keys() == {"company_id", "project_id"}
    assert "project_id" not in project.get("required", [])
    assert "project_id" not in required_bound


@pytest.mark.anyio
async def test_workflows_run_their_actions_with_the_bound_ids() -> None:
    versions = [{"id": 1, "number": 1, "url": "https://storage.test/f"}]
    answers = {"/rest/v1.0/files/9": {"id": 9, "name": "note.txt", "file_versions": versions}}
    procore = CannedProcore(answers, files={"https://storage.test/f": b"cold joints"})
    answer = await engine().call("get_file_content", {"file_id": 9}, in_project(procore))
    assert (answer.data["company_id"], answer.data["project_id"]) == (7, 42)
    assert [(request.company_id, request.query) for request in procore.sent] == [(7, (("project_id", "42"),))]


@pytest.mark.anyio
async def test_rows_of_another_project_are_refused_at_their_place() -> None:
    rows = {"timecard_entries": [{"project_id": 42}, {"project_id": 43}, {"project_id": None}]}
    procore = CannedProcore()
    with pytest.raises(BadArguments) as refusal:
        await engine().call("create_project_timecard_entries", rows, in_project(procore))
    assert "timecard_entries[1].project_id is another project than that of this address." in refusal.value.problems
    assert not any("[0].project_id is another" in problem for problem in refusal.value.problems)
    assert procore.sent == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "arguments", "place"),
    [
        ("list_schedule_summary", {"project_ids": [42, 43]}, "project_ids"),
        ("enable_payment_projects", {"projectIds": [43]}, "projectIds"),
        ("update_bim_file", {"bim_file_id": 5, "target_project_id": 43}, "target_project_id"),
        ("list_company_equipment", {"current_project_ids": "43"}, "current_project_ids"),
        ("create_project_managed_equipment", {"current_project_id": 43}, "current_project_id"),
    ],
)
async def test_another_project_is_refused_under_every_name_that_procore_has_for_it(
    tool: str, arguments: dict[str, Any], place: str
) -> None:
    procore = CannedProcore()
    with pytest.raises(BadArguments) as refusal:
        await engine().call(tool, arguments, in_project(procore))
    assert f"{place} is another project than that of this address." in refusal.value.problems
    assert procore.sent == []


@pytest.mark.anyio
async def test_the_own_project_may_be_named_among_several() -> None:
    path = "/rest/v1.0/companies/7/schedule/summary"
    procore = CannedProcore({path: []})
    await engine().call(
        "list_schedule_summary", {"project_ids": [42], "after": "a", "before": "b"}, in_project(procore)
    )
    assert [request.path for request in procore.sent] == [path]


@pytest.mark.anyio
async def test_a_confirmation_given_in_one_company_is_worth_nothing_in_another() -> None:
    async def token_of(runs: Engine, within: Session) -> str:
        offer = await runs.call("recycle_rfi", {"rfi_id": 5}, within)
        return str(offer.data["confirmation"])

    procore, runs = CannedProcore(), engine()
    for other in (session(procore).within(8, 42), session(procore), in_company(procore)):
        token = await token_of(runs, in_project(procore))
        with pytest.raises(ConfirmationRefused, match="belongs to another call"):
            await runs.call("recycle_rfi", {"rfi_id": 5, "confirmation": token}, other)
    assert procore.sent == []
