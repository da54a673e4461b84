"""Builds what is looked at and put right on site."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.quality.incidents import build_incidents
from procore_mcp.simulator.world.quality.inspections import build_inspections
from procore_mcp.simulator.world.quality.observations import build_observations
from procore_mcp.simulator.world.quality.punch_items import build_punch_items


def build_quality(job: Job) -> None:
    build_punch_items(job)
    build_observations(job)
    build_inspections(job)
    build_incidents(job)
