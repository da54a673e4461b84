"""Read a file of the Documents tool: text by page, pictures as pictures, the rest as what it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import anyio.to_thread

from procore_mcp.api.messages import Download, Json
from procore_mcp.engine.answer import Answer, FileLink
from procore_mcp.engine.content.kind import kind_of
from procore_mcp.engine.content.read import Reading, read
from procore_mcp.engine.run import Arguments, Run
from procore_mcp.errors import BadArguments, ProcoreError

MAX_FILE_BYTES = 50_000_000


@dataclass(frozen=True, slots=True)
class _Version:
    id: int | None
    link: str


async def file_content(run: Run, arguments: Arguments) -> Answer:
    record = await _record(run, arguments)
    version = _version(run, record, arguments.get("version_id"))
    company_id, project_id = cast("int", arguments["company_id"]), cast("int", arguments["project_id"])
    download = await run.session.sender.download(version.link, max_bytes=MAX_FILE_BYTES, company_id=company_id)
    name = str(record.get("name") or download.file_name or "file")
    reading = await _read(run, download, name, cast("str | None", arguments.get("pages")))
    facts: dict[str, Json] = {
        "company_id": company_id,
        "project_id": project_id,
        "file": _facts(record, version, download, name),
    }
    if reading is None:
        uri = f"procore://companies/{company_id}/projects/{project_id}/files/{record['id']}"
        facts["content"] = (
            "This kind of file cannot be read as text or a picture; the link gives its bytes to your client."
        )
        return Answer(facts, links=(FileLink(uri, name, download.content_type, len(download.content)),))
    return Answer({**facts, **reading.data}, images=reading.images)


async def _record(run: Run, arguments: Arguments) -> dict[str, Json]:
    wanted = {name: arguments[name] for name in ("company_id", "project_id", "file_id")}
    return cast("dict[str, Json]", await run.act("show_file", wanted))


def _version(run: Run, record: dict[str, Json], version_id: Json) -> _Version:
    """The newest version, or the one asked for."""
    known = [cast("dict[str, Json]", entry) for entry in cast("list[Json]", record.get("file_versions") or [])]
    versions = [_Version(cast("int | None", entry.get("id")), str(entry["url"])) for entry in known if entry.get("url")]
    if not versions:
        raise ProcoreError(
            f"The file {record.get('name')!r} has no version that can be downloaded.",
            status=200,
            kind="NOT_FOUND",
            hint="It may still be uploading, or it is only a placeholder: look at it with show_file.",
        )
    if version_id is None:
        return max(versions, key=lambda version: version.id or 0)
    for version in versions:
        if version.id == version_id:
            return version
    ids = ", ".join(str(version.id) for version in versions)
    raise BadArguments(run.workflow.name, [f"version_id: {version_id} is not a version of this file; it has {ids}."])


async def _read(run: Run, download: Download, name: str, pages: str | None) -> Reading | None:
    kind = kind_of(download.content, name=name, content_type=download.content_type)
    return await anyio.to_thread.run_sync(
        lambda: read(kind, download.content, pages=pages, tool=run.workflow.name, tokens=run.session.result_tokens)
    )


def _facts(record: dict[str, Json], version: _Version, download: Download, name: str) -> dict[str, Json]:
    return {
        "id": record["id"],
        "name": name,
        "version_id": version.id,
        "content_type": download.content_type,
        "size_bytes": len(download.content),
    }
