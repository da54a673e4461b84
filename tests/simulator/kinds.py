"""What can be made, changed, thrown away and brought back, told so that a machine can do it in any order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from procore_mcp.simulator.introduction import Facts
from tests.e2e.rfi import DALE


@dataclass(frozen=True)
class Kind:
    """`label` is a field that lists show; `removed_by` and `restored_by` are a method and what follows the record."""

    name: str
    path: str
    label: str
    removed_by: tuple[str, str]
    restored_by: tuple[str, str] | None = None
    bin: str | None = None
    wrapper: str | None = None
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    beside: Mapping[str, Any] = field(default_factory=dict[str, Any])
    beside_changes: Mapping[str, Any] = field(default_factory=dict[str, Any])
    query: str = ""

    def body(self, label: str, facts: Facts) -> dict[str, Any]:
        return self._sent({**_filled(self.fields, facts), self.label: label}, _filled(self.beside, facts))

    def change(self, label: str, facts: Facts) -> dict[str, Any]:
        return self._sent({self.label: label}, _filled(self.beside_changes, facts))

    def _sent(self, fields: dict[str, Any], beside: dict[str, Any]) -> dict[str, Any]:
        return ({self.wrapper: fields} if self.wrapper else fields) | beside


def _filled(values: Mapping[str, Any], facts: Facts) -> dict[str, Any]:
    known = {"{user}": facts.user_id, "{project}": facts.project_id}
    return {name: known.get(value, value) if isinstance(value, str) else value for name, value in values.items()}


_RFIS = "/rest/v1.0/projects/{project}/rfis"
_MEETINGS = "/rest/v1.1/projects/{project}/meetings"

KINDS = [
    Kind(
        "rfi",
        _RFIS,
        "subject",
        removed_by=("PATCH", "/recycle"),
        restored_by=("PATCH", "/retrieve"),
        bin=f"{_RFIS}/recycle_bin",
        wrapper="rfi",
        fields={"question": {"body": "Which detail applies?"}, "rfi_manager_id": "{user}", "assignee_ids": [DALE]},
    ),
    Kind(
        "meeting",
        _MEETINGS,
        "title",
        removed_by=("DELETE", ""),
        wrapper="meeting",
        fields={"position": 1, "starts_at": "2026-09-22T14:00:00Z", "ends_at": "2026-09-22T15:00:00Z"},
        beside={"project_id": "{project}"},
        beside_changes={"project_id": "{project}"},
    ),
    Kind(
        "note",
        "/rest/v1.0/projects/{project}/notes_logs",
        "comment",
        removed_by=("DELETE", ""),
        wrapper="notes_log",
        fields={"date": "2026-09-21"},
    ),
    Kind(
        "album",
        "/rest/v1.0/image_categories",
        "name",
        removed_by=("DELETE", ""),
        wrapper="image_category",
        query="project_id={project}",
    ),
    Kind(
        "submittal",
        "/rest/v1.1/projects/{project}/submittals",
        "title",
        removed_by=("DELETE", ""),
        bin="/rest/v1.1/projects/{project}/submittals/recycle_bin",
        wrapper="submittal",
        fields={"number": "9001"},
    ),
]
