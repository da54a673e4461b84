"""Documents."""

from __future__ import annotations

from procore_mcp.simulator.world.job import Job


def build_documents(job: Job) -> None:
    for k in ("shoring-photo", "girder-photo", "break-log", "rfi-18-response"):
        job.files[k] = {"name": k}
