"""The schedule of the demo job, as of any day."""

from __future__ import annotations

from procore_mcp.simulator.json_types import text_of
from procore_mcp.simulator.world import World


def test_no_task_and_no_group_of_milestones_ended_in_the_future(any_day: World) -> None:
    today = any_day.today.isoformat()
    for task in any_day.records["tasks"]:
        for name in ("actual_start", "actual_finish"):
            assert (text_of(task, name) or today)[:10] <= today, (task["name"], name)


def test_what_is_done_has_its_day_of_completion(any_day: World) -> None:
    for task in any_day.records["tasks"]:
        assert (task["percentage"] == 100) == (task["actual_finish"] is not None), task["name"]
