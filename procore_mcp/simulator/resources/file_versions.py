"""The versions that a file shows."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record, number_of, records_in


def with_versions(file: Record, *, latest: bool) -> Record:
    """The file as it is, or with its newest version alone."""
    versions = records_in(file.get("file_versions"))
    if not latest or len(versions) < 2:
        return file
    alone: Record = {"file_versions": [max(versions, key=lambda version: number_of(version, "number"))]}
    return file | alone
