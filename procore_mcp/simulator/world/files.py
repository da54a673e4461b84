"""Files of a project with their versions; the newest version comes first."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world.document_contents import Content, ContentFacts, render
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.workdays import Workdays
from procore_mcp.simulator.world.world import Blob


class FileFacts(ContentFacts):
    """`ages` has one entry per version, oldest first: working days before today."""

    key: str
    folder: str
    name: str
    by: str
    ages: list[int]
    description: str


@dataclass(frozen=True, slots=True)
class _Version:
    """One stored version of a file; `key` is the blob that its links lead to."""

    number: int
    moment: str
    key: str
    content: Content


def build_file(job: Job, facts: FileFacts, folder: Record) -> Record:
    file_id = job.mint("folders and files")
    versions = [_version(job, facts, number) for number in range(1, len(facts.ages) + 1)]
    newest = versions[-1]
    return job.scaffold.add(
        "files",
        {
            "id": file_id,
            "name": facts.name,
            "parent_id": folder["id"],
            "name_with_path": f"{folder['name_with_path']}/{facts.name}",
            "size": len(newest.content.data),
            "description": facts.description,
            "file_type": facts.name.rpartition(".")[2],
            "file_versions": [_shown(job, facts, file_id, version) for version in versions][::-1],
            "private": folder["private"],
            "is_deleted": folder["is_recycle_bin"],
            "is_tracked": False,
            "tracked_folder": None,
            "checked_out_by": None,
            "checked_out_until": None,
            "legacy_id": None,
            "custom_fields": {},
            "created_at": versions[0].moment,
            "updated_at": newest.moment,
            "_created_at": versions[0].moment,
            "_created_by": job.person(facts.by),
            "_content_type": newest.content.content_type,
            **job.owner,
        },
    )


def _version(job: Job, facts: FileFacts, number: int) -> _Version:
    """Renders a version and stores its blob; an older one is dated back by the days between it and the newest."""
    days = job.scaffold.days
    newest = number == len(facts.ages)
    age = facts.ages[number - 1]
    written = Workdays(days.ago(age - facts.ages[-1]))
    content = render(facts, written, job.scaffold.dice("file contents"))
    key = facts.key if newest else f"{facts.key}.v{number}"
    job.scaffold.blobs[key] = Blob(facts.name, content.content_type, content.data)
    return _Version(number, job.moment(days.ago(age), "morning", "files"), key, content)


def _shown(job: Job, facts: FileFacts, file_id: int, version: _Version) -> Json:
    link = link_to(version.key)
    stored: Json = {"id": job.mint("prostore_files"), "name": facts.name, "url": link, "filename": facts.name}
    return {
        "id": job.mint("file_versions"),
        "file_id": file_id,
        "number": version.number,
        "notes": None,
        "size": len(version.content.data),
        "url": link,
        "created_at": version.moment,
        "created_by": job.person(facts.by),
        "prostore_file": stored,
    }
