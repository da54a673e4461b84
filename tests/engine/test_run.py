"""What a workflow's function may do."""

from __future__ import annotations

from typing import Any, cast

import pytest

from procore_mcp.catalog.tool import Workflow
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.errors import OutcomeUnknown
from tests.engine.canned import CannedProcore, engine, session


def run_of(name: str) -> Run:
    runs = engine()

    async def never(*_: object) -> Any:
        raise AssertionError

    workflow = cast("Workflow", runs.catalog.resolve(name))
    return Run(workflow, session(CannedProcore()), runs.catalog, runs.search, call=never, send=never)


@pytest.mark.anyio
async def test_a_workflow_runs_only_the_actions_that_its_file_names() -> None:
    with pytest.raises(PermissionError, match="get_file_content does not name delete_file"):
        await run_of("get_file_content").act("delete_file", {})


@pytest.mark.anyio
async def test_a_write_whose_answer_was_lost_names_the_tool_to_look_with() -> None:
    class Losing(CannedProcore):
        async def send(self, request: object) -> object:  # type: ignore[override]
            raise OutcomeUnknown("The change was sent.", hint="Look.")

    arguments: Arguments = {"meeting_id": 1, "topic_id": 2, "status": "Closed"}
    with pytest.raises(OutcomeUnknown) as lost:
        await engine().call("update_meeting_topic", arguments, session(Losing()))
    assert lost.value.hint == "Look with show_meeting whether it happened, before anything is sent again."
