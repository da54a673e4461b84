"""Finding, describing and running tools that are not listed."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.errors import BadArguments, NotAllowed, UnknownTool
from tests.engine.canned import READ_ONLY, CannedProcore, engine, session


@pytest.mark.anyio
async def test_what_people_say_finds_the_tool_and_how_to_run_it() -> None:
    answer = await engine().call("find_tools", {"query": "clash", "limit": 3}, session(CannedProcore()))
    tools: Any = answer.data["tools"]
    assert len(tools) == 3
    assert {tool["toolset"] for tool in tools} == {"coordination_issues"}
    assert {"name", "title", "toolset", "safety", "required", "run_with"} == set(tools[0])


@pytest.mark.anyio
async def test_a_question_as_long_as_a_book_is_refused() -> None:
    with pytest.raises(BadArguments, match="query takes 1000 characters at most"):
        await engine().call("find_tools", {"query": "overdue rfis " * 20_000}, session(CannedProcore()))


@pytest.mark.anyio
async def test_a_session_finds_only_what_it_may_run() -> None:
    found = await engine().call("find_tools", {"query": "recycle rfi"}, session(CannedProcore(), **READ_ONLY))
    tools: Any = found.data["tools"]
    assert {tool["safety"] for tool in tools} == {"read"}


@pytest.mark.anyio
async def test_finding_can_be_narrowed_by_toolset_and_safety() -> None:
    arguments = {"query": "rfi", "toolset": "rfis", "safety": "delete"}
    found = await engine().call("find_tools", arguments, session(CannedProcore()))
    tools: Any = found.data["tools"]
    assert {(tool["toolset"], tool["safety"]) for tool in tools} == {("rfis", "delete")}


@pytest.mark.anyio
async def test_nothing_found_names_the_toolsets() -> None:
    found = await engine().call("find_tools", {"query": "xyzzy"}, session(CannedProcore()))
    assert found.data["tools"] == []
    assert "meetings" in str(found.data["next_step"])


@pytest.mark.anyio
async def test_a_description_holds_the_whole_schema() -> None:
    runs = engine()
    answer = await runs.call("describe_tools", {"names": ["recycle_rfi"]}, session(CannedProcore()))
    tools: Any = answer.data["tools"]
    (described,) = tools
    assert described["input_schema"] == runs.catalog.resolve("recycle_rfi").input_schema


@pytest.mark.anyio
async def test_a_tool_above_the_ceiling_is_not_described_and_not_run() -> None:
    may_read = session(CannedProcore(), **READ_ONLY)
    with pytest.raises(NotAllowed):
        await engine().call("describe_tools", {"names": ["recycle_rfi"]}, may_read)
    with pytest.raises(NotAllowed):
        await engine().call("run_delete", {"tool": "recycle_rfi", "arguments": {"rfi_id": 5}}, may_read)


@pytest.mark.anyio
async def test_an_executor_runs_a_tool_with_that_tools_own_checks() -> None:
    procore = CannedProcore({"/rest/v1.0/projects/42/rfis/5": {"id": 5, "subject": "Anchor bolts"}})
    answer = await engine().call("run_read", {"tool": "show_rfi", "arguments": {"rfi_id": "5"}}, session(procore))
    assert answer.data["record"] == {"id": 5, "subject": "Anchor bolts"}
    with pytest.raises(BadArguments, match="rfi_id"):
        await engine().call("run_read", {"tool": "show_rfi"}, session(procore))


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("executor", "tool", "words"),
    [
        ("run_read", "recycle_rfi", "run_delete"),
        ("run_update", "create_rfi", "run_create"),
        ("run_create", "update_rfi", "run_update"),
        ("run_delete", "show_rfi", "run_read"),
    ],
)
async def test_an_executor_refuses_tools_of_another_effect_and_names_theirs(
    executor: str, tool: str, words: str
) -> None:
    procore = CannedProcore()
    with pytest.raises(BadArguments) as refusal:
        await engine().call(executor, {"tool": tool, "arguments": {}}, session(procore))
    assert words in str(refusal.value.hint)
    assert procore.sent == []


@pytest.mark.anyio
async def test_an_executor_says_where_the_arguments_of_its_tool_belong() -> None:
    flat = {"tool": "recycle_rfi", "rfi_id": 5, "confirmation": "t0ken"}
    with pytest.raises(BadArguments) as refused:
        await engine().call("run_delete", flat, session(CannedProcore()))
    assert "rfi_id is in the wrong place; " in str(refused.value)
    assert "confirmation is in the wrong place; " in str(refused.value)
    assert "goes inside `arguments` of run_delete" in str(refused.value)


@pytest.mark.anyio
async def test_a_preview_says_where_the_confirmation_belongs_and_is_right() -> None:
    runs, procore = engine(), CannedProcore({"/rest/v1.0/projects/42/rfis/5/recycle": {}})
    offer = await runs.call("run_delete", {"tool": "recycle_rfi", "arguments": {"rfi_id": 5}}, session(procore))
    assert "inside `arguments`" in str(offer.data["next_step"])
    inside = {"rfi_id": 5, "confirmation": offer.data["confirmation"]}
    assert (await runs.call("run_delete", {"tool": "recycle_rfi", "arguments": inside}, session(procore))).data["done"]


@pytest.mark.anyio
async def test_an_executor_does_not_run_executors() -> None:
    with pytest.raises(BadArguments, match="itself an executor"):
        await engine().call("run_read", {"tool": "run_read", "arguments": {}}, session(CannedProcore()))


@pytest.mark.anyio
async def test_an_executor_names_the_nearest_tools_for_an_unknown_one() -> None:
    with pytest.raises(UnknownTool) as unknown:
        await engine().call("run_read", {"tool": "list_rfi", "arguments": {}}, session(CannedProcore()))
    assert "list_rfis" in unknown.value.nearest
