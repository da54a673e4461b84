"""The Documents tool: a tree of folders with files, and the flat index over both."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, records_in
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.files import FileFacts, build_file
from procore_mcp.simulator.world.folders import FolderFacts, build_folder, build_root
from procore_mcp.simulator.world.job import Job


class DocumentsFacts(Facts):
    folders: list[FolderFacts]
    files: list[FileFacts]


def build_documents(job: Job) -> None:
    facts = load("alder_documents.json", DocumentsFacts)
    root = build_root(job)
    folders = {"": root}
    for folder in facts.folders:
        parent, _, leaf = folder.path.rpartition(">")
        folders[folder.path] = build_folder(job, folder, leaf, folders[parent])
    for file in facts.files:
        job.files[file.key] = build_file(job, file, folders[file.folder])
    _nest(job, list(folders.values()))
    for folder_record in list(folders.values())[1:]:
        job.scaffold.add("documents", _index_folder(folder_record))
    for file_record in job.files.values():
        job.scaffold.add("documents", _index_file(file_record))


def _nest(job: Job, folders: list[Record]) -> None:
    """Fills every folder one level deep, as the show response does; the lists of the nested ones stay empty."""
    by_id = {folder["id"]: folder for folder in folders}
    below: list[tuple[str, Record]] = [("folders", folder) for folder in folders[1:]]
    below += [("files", file) for file in job.files.values()]
    for kind, child in below:
        parent = by_id[child["parent_id"]]
        parent["has_children"] = parent[f"has_children_{kind}"] = True
    for kind, shell in [(kind, _shown(child)) for kind, child in below]:
        parent = by_id[shell["parent_id"]]
        parent[kind] = [*records_in(parent[kind]), shell]


def _shown(record: Record) -> Record:
    return {name: value for name, value in record.items() if not name.startswith("_")}


def _index_entry(record: Record, kind: str) -> Record:
    same = ("id", "name", "name_with_path", "parent_id", "updated_at", "is_deleted", "is_tracked", "private")
    return {
        **{name: record[name] for name in same},
        "created_at": record["_created_at"],
        "created_by": record["_created_by"],
        "read_only": False,
        "is_recycle_bin": record.get("is_recycle_bin", False),
        "document_type": kind,
        "private_parent": None,
        "tracked_folder": None,
        "custom_fields": {},
        **{name: record[name] for name in ("_company_id", "_project_id")},
    }


def _index_folder(record: Record) -> Record:
    children: Json = {name: record[name] for name in ("has_children", "has_children_files", "has_children_folders")}
    return {**_index_entry(record, "folder"), "file": None, "children": children}


def _index_file(record: Record) -> Record:
    file: Json = {
        "checked_out_by": None,
        "checked_out_until": None,
        "current_version": records_in(record["file_versions"])[0],
        "description": record["description"],
        "file_type": record["file_type"],
    }
    return {**_index_entry(record, "file"), "file": file, "children": None}
