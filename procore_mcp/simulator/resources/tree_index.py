"""The flat index of documents, kept in step with the tree of folders and files."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record, records_in
from procore_mcp.simulator.store import Store, Stored

INDEX = "documents"
_SAME = ("name", "name_with_path", "parent_id", "updated_at", "is_deleted", "is_tracked", "private")
_OF_A_FILE = ("checked_out_by", "checked_out_until", "description", "file_type")
_OWNERS = ("_company_id", "_project_id")


def enter(store: Store, collection: str, stored: Stored) -> None:
    """Writes a folder or file into the index, or what has changed of it."""
    entry = store.find(INDEX, stored.id) or store.insert(INDEX, _started(collection, stored))
    entry.change({name: stored.data.get(name) for name in _SAME})
    if collection == "files":
        versions = records_in(stored.data.get("file_versions"))
        file: Record = {name: stored.data.get(name) for name in _OF_A_FILE}
        file["current_version"] = versions[0] if versions else None
        entry.change({"file": file, "children": None})


def recount(store: Store, folder: Stored, flags: Record) -> None:
    """Writes which kinds of things a folder holds; the root is not in the index."""
    entry = store.find(INDEX, folder.id)
    if entry is not None:
        entry.change({"children": flags})


def _started(collection: str, stored: Stored) -> Record:
    owners: Record = {name: stored.data.get(name) for name in _OWNERS}
    return owners | {
        "id": stored.id,
        "created_at": stored.data.get("_created_at"),
        "created_by": stored.data.get("_created_by"),
        "read_only": False,
        "is_recycle_bin": False,
        "document_type": collection.removesuffix("s"),
        "private_parent": None,
        "tracked_folder": None,
        "custom_fields": {},
        "file": None,
        "children": {},
    }
