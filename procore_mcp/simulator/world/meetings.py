"""Meetings."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job


def build_meetings(job: Job) -> None:
    pass
