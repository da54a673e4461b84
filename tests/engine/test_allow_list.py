"""Companies and projects that the operator has named, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.engine import Engine
from procore_mcp.engine.session import Session
from procore_mcp.errors import NotAllowed
from tests.engine.canned import CannedProcore, engine, session

RFIS = "/rest/v1.0/projects/42/rfis"


def named(procore: CannedProcore, **more: Any) -> Session:
    return session(procore, **{"companies": frozenset({7}), "projects": frozenset({42}), **more})


async def refused(call: Engine, tool: str, arguments: dict[str, Any], caller: Session, cause: str) -> None:
    with pytest.raises(NotAllowed, match=cause):
        await call.call(tool, arguments, caller)


@pytest.mark.anyio
async def test_what_is_named_is_reached() -> None:
    procore = CannedProcore({RFIS: []})
    await engine().call("list_rfis", {"company_id": 7, "project_id": "42"}, named(procore))
    assert [request.path for request in procore.sent] == [RFIS]


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("arguments", "cause"),
    [
        ({"company_id": 8, "project_id": 42}, "in company 8"),
        ({"company_id": 7, "project_id": 43}, "in project 43"),
    ],
)
async def test_any_other_company_or_project_is_refused_before_anything_is_sent(
    arguments: dict[str, Any], cause: str
) -> None:
    procore = CannedProcore({})
    await refused(engine(), "list_rfis", arguments, named(procore), cause)
    executor = {"tool": "list_rfis", "arguments": arguments}
    await refused(engine(), "run_read", executor, named(procore, company_id=7, project_id=42), cause)
    assert procore.sent == []


@pytest.mark.anyio
async def test_presets_of_the_session_count_like_arguments() -> None:
    procore = CannedProcore({})
    await refused(engine(), "list_rfis", {}, named(procore, company_id=7, project_id=43), "in project 43")


@pytest.mark.anyio
async def test_only_companies_may_be_named() -> None:
    procore = CannedProcore({RFIS: []})
    await engine().call("list_rfis", {"company_id": 7, "project_id": 42}, named(procore, projects=frozenset()))
    await refused(engine(), "list_rfis", {"company_id": 8, "project_id": 42}, named(procore, projects=frozenset()), "8")


@pytest.mark.anyio
@pytest.mark.parametrize(
    "inside",
    [
        {"project_ids": [42, 43]},
        {"rows": [{"project_id": "4" * 5_000}]},
        {"rows": [{"project_id": 42}, {"project_id": 43}]},
        {"project": {"project_id": "x"}},
    ],
)
async def test_ids_deep_inside_are_found(inside: dict[str, Any]) -> None:
    procore = CannedProcore({})
    executor = {"tool": "list_rfis", "arguments": inside}
    await refused(engine(), "run_read", executor, named(procore), "which this server is not for")


@pytest.mark.anyio
async def test_where_projects_are_named_nothing_outside_of_projects_is_changed() -> None:
    procore = CannedProcore({})
    arguments = {"company_id": 7, "name": "A new project"}
    await refused(engine(), "create_project", arguments, named(procore), "outside of any project")
    assert procore.sent == []


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "arguments", "cause"),
    [
        ("update_bim_file", {"project_id": 42, "bim_file_id": 5, "target_project_id": 43}, "in project 43"),
        ("create_project_managed_equipment", {"project_id": 42, "current_project_id": 43}, "in project 43"),
        ("list_company_equipment", {"current_project_ids": "43"}, "in project 43"),
        ("enable_payment_projects", {"projectIds": [42, 43]}, "in project 43"),
        (
            "restore_company_managed_equipment",
            {"managed_equipment_id": 5, "current_project_id": 42},
            "outside of any project",
        ),
    ],
)
async def test_where_something_goes_is_a_project_as_well(tool: str, arguments: dict[str, Any], cause: str) -> None:
    procore = CannedProcore({})
    await refused(engine(), tool, {"company_id": 7, **arguments}, named(procore), cause)
    assert procore.sent == []


@pytest.mark.anyio
async def test_an_id_that_is_null_names_nothing() -> None:
    procore = CannedProcore({RFIS: []})
    executor = {"tool": "list_rfis", "arguments": {"company_id": None, "project_id": None}}
    await engine().call("run_read", executor, named(procore, company_id=7, project_id=42))
    assert [request.path for request in procore.sent] == [RFIS]
