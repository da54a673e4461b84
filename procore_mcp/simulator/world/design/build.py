"""Builds what the design team keeps, in the order in which it refers to each other."""

from __future__ import annotations

from procore_mcp.simulator.world.design.drawings import build_drawings
from procore_mcp.simulator.world.design.photos import build_photos
from procore_mcp.simulator.world.design.specifications import build_specifications
from procore_mcp.simulator.world.design.submittals import build_submittals
from procore_mcp.simulator.world.job import Job


def build_design(job: Job) -> None:
    build_specifications(job)
    build_submittals(job)
    build_drawings(job)
    build_photos(job)
