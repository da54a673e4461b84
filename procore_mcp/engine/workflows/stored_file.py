"""One version of a file in the Documents tool, with its bytes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from procore_mcp.api.messages import Download, Json
from procore_mcp.engine.answer import LARGEST_LINKED, FileLink
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.errors import BadArguments, ProcoreError

MAX_FILE_BYTES = 50_000_000
TOO_LARGE = f"A file of more than {LARGEST_LINKED:,} bytes cannot be handed to a client: open it in Procore."
URI_TEMPLATE = "procore://companies/{company_id}/projects/{project_id}/files/{file_id}/versions/{version_id}"


@dataclass(frozen=True, slots=True)
class Version:
    """`link` is Procore's, signed and short-lived: it goes to the downloader and nowhere else."""

    id: int
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class StoredFile:
    company_id: int
    project_id: int
    file_id: int
    version_id: int
    name: str
    download: Download

    @property
    def size(self) -> int:
        return len(self.download.content)

    def facts(self) -> dict[str, Json]:
        """What readers see before the content; company and project first."""
        return {
            "company_id": self.company_id,
            "project_id": self.project_id,
            "file": {
                "id": self.file_id,
                "name": self.name,
                "version_id": self.version_id,
                "content_type": self.download.content_type,
                "size_bytes": self.size,
            },
        }

    def links(self) -> tuple[FileLink, ...]:
        """None for what is too large to be handed over."""
        if self.size > LARGEST_LINKED:
            return ()
        uri = URI_TEMPLATE.format(
            company_id=self.company_id,
            project_id=self.project_id,
            file_id=self.file_id,
            version_id=self.version_id,
        )
        return (FileLink(uri, self.name, self.download.content_type, self.size),)


async def stored_file(run: Run, arguments: Arguments) -> StoredFile:
    """Raises ProcoreError for a file without bytes, BadArguments for a version that it does not have, and what
    `show_file` and the download raise."""
    wanted = {name: arguments[name] for name in ("company_id", "project_id", "file_id")}
    shown = await run.act("show_file", wanted)
    record = shown if isinstance(shown, dict) else {}
    version = _version(run, record, arguments.get("version_id"))
    company_id, project_id, file_id = (cast("int", value) for value in wanted.values())
    download = await run.session.sender.download(version.link, max_bytes=MAX_FILE_BYTES, company_id=company_id)
    name = str(record.get("name") or download.file_name or "file")
    return StoredFile(company_id, project_id, file_id, version.id, name, download)


def _version(run: Run, record: dict[str, Json], wanted: Json) -> Version:
    """The newest, or the one asked for."""
    versions = _versions(record)
    if not versions:
        raise ProcoreError(
            f"The file {record.get('name')!r} has no version that can be downloaded.",
            status=200,
            kind="NOT_FOUND",
            hint="It may still be uploading, or it is only a placeholder: look at it with show_file.",
        )
    if wanted is None:
        return max(versions, key=lambda version: (version.number, version.id))
    for version in versions:
        if version.id == wanted:
            return version
    ids = ", ".join(str(version.id) for version in versions)
    raise BadArguments(run.workflow.name, [f"version_id: {wanted} is not a version of this file; it has {ids}."])


def _versions(record: dict[str, Json]) -> list[Version]:
    entries = record.get("file_versions")
    found = (_version_of(entry) for entry in (entries if isinstance(entries, list) else []))
    return [version for version in found if version is not None]


def _version_of(entry: Json) -> Version | None:
    """None for what has no bytes, or is no version at all."""
    if not isinstance(entry, dict):
        return None
    number, link, place = entry.get("id"), entry.get("url"), entry.get("number")
    if not isinstance(number, int) or not isinstance(link, str) or not link:
        return None
    return Version(number, place if isinstance(place, int) else 0, link)
