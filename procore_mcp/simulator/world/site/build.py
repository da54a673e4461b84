"""Builds what is written on site, in the order in which it refers to each other."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.site.daily_logs import build_daily_logs


def build_site(job: Job) -> None:
    build_daily_logs(job)
