"""Schedule files that were taken in, and one that was not."""

from __future__ import annotations

from xml.sax.saxutils import escape

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.schedule.schedule_facts import ImportFacts
from procore_mcp.simulator.world.world import Blob

_TYPE = "application/xml"


def build_import(job: Job, facts: ImportFacts) -> None:
    at = job.moment(job.scaffold.days.ago(facts.age), "afternoon", "schedule_imports")
    key = f"schedule/{facts.name.lower().replace(' ', '-')}"
    job.scaffold.blobs[key] = Blob(facts.name, _TYPE, _project(job).encode())
    file: Record = {"id": job.mint("attachments"), "name": facts.name, "content_type": _TYPE, "url": link_to(key)}
    record: Record = {
        "id": job.mint("schedule_imports"),
        "message": facts.trouble,
        "processed_at": at,
        "success": facts.trouble is None,
        "uploaded_at": at,
        "schedule_source": facts.source,
        "uploaded_by": job.person(facts.by),
        "file": file,
    }
    job.scaffold.add("schedule_imports", {**record, **job.owner})


def _project(job: Job) -> str:
    """The tasks in the words of Microsoft Project's XML, as far as a reader needs them."""
    tasks = (task for task in job.scaffold.records["tasks"] if task["_project_id"] == job.project.id)
    rows = "".join(
        f"<Task><UID>{task['row_number']}</UID><WBS>{task['wbs']}</WBS><Name>{escape(str(task['name']))}</Name>"
        f"<Start>{task['start_datetime']}</Start><Finish>{task['finish_datetime']}</Finish>"
        f"<PercentComplete>{task['percentage']}</PercentComplete></Task>\n"
        for task in tasks
    )
    name = escape(job.project.name)
    space = "http://schemas.microsoft.com/project"
    return f'<?xml version="1.0"?>\n<Project xmlns="{space}"><Name>{name}</Name><Tasks>\n{rows}</Tasks></Project>\n'
