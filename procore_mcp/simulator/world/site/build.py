"""Builds what is written on site, in the order in which it refers to each other."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.site.daily_logs import build_daily_logs
from procore_mcp.simulator.world.site.diary import Diary
from procore_mcp.simulator.world.site.hours import build_hours
from procore_mcp.simulator.world.site.instructions import build_instructions
from procore_mcp.simulator.world.site.task_items import build_task_items


def build_site(job: Job) -> None:
    diary = Diary(job)
    build_daily_logs(diary)
    build_hours(diary)
    build_instructions(job)
    build_task_items(job)
