"""Folders of a project."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.data import Facts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import stamp

_MADE_AFTER = 5  # working days from the start of the project


class FolderFacts(Facts):
    """`path` joins the names of the folders on the way with `>`."""

    path: str
    by: str
    private: bool = False
    recycle_bin: bool = False


def build_root(job: Job) -> Record:
    """The folder that holds all others; it carries the project's name and has no parent."""
    facts = FolderFacts(path=job.project.name, by="jun")
    return job.scaffold.add("folders", {**_folder(job, facts, job.project.name, None), "_is_root": True})


def build_folder(job: Job, facts: FolderFacts, name: str, parent: Record) -> Record:
    return job.scaffold.add("folders", _folder(job, facts, name, parent))


def _folder(job: Job, facts: FolderFacts, name: str, parent: Record | None) -> Record:
    made = job.scaffold.days.ago(job.project.started - _MADE_AFTER)
    moment = stamp(made, job.project.shift_starts_utc + 2)
    return {
        "id": job.mint("folders and files"),
        "name": name,
        "parent_id": parent and parent["id"],
        "name_with_path": f"{parent['name_with_path']}/{name}" if parent else name,
        "private": facts.private,
        "is_tracked": False,
        "tracked_folder": None,
        "folders": [],
        "files": [],
        "read_only": False,
        "is_deleted": False,
        "is_recycle_bin": facts.recycle_bin,
        "has_children": False,
        "has_children_files": False,
        "has_children_folders": False,
        "custom_fields": {},
        "updated_at": moment,
        "_created_at": moment,
        "_created_by": job.person(facts.by),
        **job.owner,
    }
