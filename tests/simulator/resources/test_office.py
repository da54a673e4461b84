"""What offices keep: named lists, insurances, dates."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

COMPANY = "/rest/v1.0/companies/{company}"
FIRMS = "/rest/v1.1/projects/{project}/vendors"
TYPES = f"{COMPANY}/project_types"
POLICIES = "/rest/v1.0/projects/{project}/insurances"


@pytest.mark.anyio
async def test_an_entry_needs_a_name(procore: Visitor) -> None:
    made = await procore.ask("POST", TYPES, {"project_type": {"name": "Laboratory"}})
    assert made.status_code == 201
    path = f"{TYPES}/{made.json()['id']}"
    assert (await procore.ask("PATCH", path, {"project_type": {"name": " "}})).status_code == 400
    assert (await procore.ask("DELETE", path)).status_code == 200
    assert (await procore.ask("GET", path)).status_code == 404


@pytest.mark.anyio
async def test_a_new_stage_is_one_of_construction_and_can_be_hidden(procore: Visitor) -> None:
    made = (await procore.ask("POST", f"{COMPANY}/project_stages", {"project_stage": {"name": "Fit-Out"}})).json()
    assert (made["category"], made["hideable"], made["is_bidding_stage"]) == ("course_of_construction", True, False)


@pytest.mark.anyio
async def test_standard_codes_are_listed_by_their_list(procore: Visitor) -> None:
    lists = await procore.get("/rest/v1.0/standard_cost_code_lists?company_id={company}")
    for one in lists:
        path = f"/rest/v1.0/standard_cost_codes?company_id={{company}}&standard_cost_code_list_id={one['id']}"
        assert {code["standard_cost_code_list_id"] for code in await procore.get(path)} == {one["id"]}
    assert len(lists) == 2


@pytest.mark.anyio
async def test_no_cost_code_is_of_a_sub_job(procore: Visitor) -> None:
    path = "/rest/v1.0/cost_codes?project_id={project}"
    assert await procore.get(path)
    assert await procore.get(f"{path}&sub_job_id=1") == []


@pytest.mark.anyio
async def test_dates_come_in_their_order_and_as_many_as_wanted(procore: Visitor) -> None:
    path = "/rest/v2.0/companies/{company}/projects/{project}/project_dates"
    dates = (await procore.get(path))["data"]
    assert [date["date"] for date in dates] == sorted(date["date"] for date in dates)
    assert (await procore.get(f"{path}?per_page=2"))["data"] == dates[:2]


@pytest.mark.anyio
async def test_all_roles_are_held_by_people(procore: Visitor) -> None:
    path = "/rest/v2.0/companies/{company}/roles"
    assert await procore.get(f"{path}?filters[users_only]=true") == await procore.get(path)


@pytest.mark.anyio
async def test_some_policies_have_run_out_and_say_so(procore: Visitor) -> None:
    policies = await procore.get(POLICIES)
    expired = [policy for policy in policies if policy["expiration_date"] < "2026-09-21"]
    assert expired
    assert {policy["status"] for policy in expired} == {"expired"}


@pytest.mark.anyio
async def test_a_policy_belongs_to_one_firm_on_one_project(procore: Visitor) -> None:
    firms = [policy["vendor_id"] for policy in await procore.get(POLICIES)]
    here, there = (f"/rest/v1.0/projects/{{project}}/vendors/{firm}/insurances" for firm in firms[:2])
    made = await procore.ask("POST", here, {"insurance": {"name": "Northern Surety", "policy_number": "NS-1"}})
    policy = made.json()
    assert (made.status_code, policy["insurance_provider"], policy["status"]) == (201, "Northern Surety", "undecided")
    assert policy["vendor_id"] == firms[0]
    changed = await procore.ask("PATCH", f"{here}/{policy['id']}", {"insurance": {"status": "compliant"}})
    assert (changed.json()["status"], changed.json()["insurance_provider"]) == ("compliant", "Northern Surety")
    assert (await procore.ask("GET", f"{there}/{policy['id']}")).status_code == 404
    assert (await procore.ask("DELETE", f"{here}/{policy['id']}")).status_code == 200
    assert (await procore.ask("GET", "/rest/v1.0/projects/{project}/vendors/1/insurances")).status_code == 404


@pytest.mark.anyio
async def test_budget_codes_are_a_cost_code_and_a_cost_type(procore: Visitor) -> None:
    codes = await procore.get("/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes")
    costs = {code["id"]: code["full_code"] for code in await procore.get("/rest/v1.0/cost_codes?project_id={project}")}
    for code in codes:
        cost, kind = code["segment_items"]
        assert f"{costs[cost['id']]}.{kind['code']}" == code["flat_code"]
    budgeted = await procore.get("/rest/v1.0/projects/{project}/work_breakdown_structure/wbs_codes?query=concrete")
    assert {code["flat_code"] for code in budgeted} == {"03-300.C", "03-300.L"}


@pytest.mark.anyio
async def test_a_program_counts_its_projects(procore: Visitor) -> None:
    for program in await procore.get(f"{COMPANY}/programs"):
        wanted = f"filters[by_program][]={program['id']}&filters[by_status]=All"
        listed = await procore.get(f"/rest/v1.1/projects?company_id={{company}}&{wanted}")
        assert len(listed) == program["project_count"]
