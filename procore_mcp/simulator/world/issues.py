"""Coordination issues."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job


def build_issues(job: Job) -> None:
    pass
