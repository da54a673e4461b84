"""Uploads of drawings: the one that brought the newest set, and one that waits for its review."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, number_of, text_of
from procore_mcp.simulator.world.job import Job


def build_drawing_uploads(job: Job, area: Record, issue: Record) -> None:
    """The newest first."""
    _upload(job, area, issue, ("Sketches after Bulletin 6.pdf", 2, "ready_for_review"))
    _upload(job, area, issue, (f"{text_of(issue, 'name')}.pdf", number_of(issue, "_age"), "reviewed"))


def _upload(job: Job, area: Record, issue: Record, told: tuple[str, int, str]) -> None:
    name, age, status = told
    day = job.scaffold.days.ago(age)
    moment = job.moment(day, "morning", "drawings")
    switches = (
        "error_email_sent", "notify_on_success", "deletion_in_progress", "drawing_number_contains_revision",
        "get_info_from_filename",
    )  # fmt: skip
    logged: Json = {"id": job.mint("drawing_log_imports"), "filename": name, "drawing_set_id": issue["id"]}
    job.scaffold.add(
        "drawing_uploads",
        {
            "id": job.mint("drawing_uploads"),
            "project_id": job.project.id,
            "company_id": job.company.facts.id,
            "created_by_id": job.person("jun")["id"],
            "drawing_area_id": area["id"],
            "status": status,
            "language": "en",
            **dict.fromkeys(switches, False),
            "success_email_sent": status == "reviewed",
            "pre_adaptive_complete": True,
            "drawing_log_imports": [logged | {"drawing_date": day.isoformat(), "received_date": day.isoformat()}],
            "created_at": moment,
            "updated_at": moment,
            **job.owner,
        },
    )
