"""Reading tools of the daily work, with arguments taken from the world."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.e2e.site import Site

Arguments = Callable[[Site], dict[str, Any]]


def _first(collection: str, **where: Any) -> Callable[[Site], int]:
    """The first record of the busiest project."""
    return lambda site: site.ids(collection, _project_id=site.facts.project_id, **where)[0]


def _with(**ids: Callable[[Site], int]) -> Arguments:
    return lambda site: {name: find(site) for name, find in ids.items()}


def _nothing(site: Site) -> dict[str, Any]:
    del site
    return {}


def _member(collection: str) -> Callable[[Site], int]:
    """The last of those who are on the busiest project."""
    return lambda site: [
        row.id for row in site.simulator.store.owned(collection, "_project_ids", site.facts.project_id)
    ][-1]


def recycle_an_issue(site: Site) -> None:
    """The demo job has none in its recycle bin, and no tool puts one there."""
    row = list(site.simulator.store.all("coordination_issues"))[-1]
    row.change({"_recycled": True, "deleted_at": "2026-09-20T15:00:00Z"})


_rfi, _issue, _meeting = _first("rfis"), _first("coordination_issues"), _first("meetings")

# A tool that shows one record, and the argument that names it; None where the session does.
RECORDS: dict[str, tuple[str | None, Arguments]] = {
    "show_my_profile": (None, _nothing),
    "show_company_base_url": (None, _nothing),
    "show_company_profile": (None, _nothing),
    "show_company_user": ("user_id", _with(user_id=_member("users"))),
    "show_company_vendor": ("vendor_id", _with(vendor_id=_member("vendors"))),
    "show_coordination_issue": ("issue_id", _with(issue_id=_issue)),
    "show_recycled_coordination_issue": ("issue_id", _with(issue_id=_first("coordination_issues", _recycled=True))),
    "count_coordination_issues": (None, _nothing),
    "show_project_user": ("user_id", _with(user_id=_member("users"))),
    "show_project_vendor": ("vendor_id", _with(vendor_id=_member("vendors"))),
    "list_folders": (None, _nothing),
    "show_folder": ("folder_id", _with(folder_id=_first("folders", parent_id=None))),
    "show_file": ("file_id", _with(file_id=_first("files"))),
    "show_meeting": ("meeting_id", _with(meeting_id=_meeting)),
    "show_project": ("project_id", lambda site: {"project_id": site.facts.project_id}),
    "show_rfi": ("rfi_id", _with(rfi_id=_rfi)),
    "show_rfi_reply": ("reply_id", _with(rfi_id=_rfi, reply_id=_first("rfi_replies"))),
    "list_rfi_filter_options": (None, _nothing),
}

_ISSUE_OPTIONS = ("status", "assignee", "company", "creator", "source", "location", "file")
_RFI_OPTIONS = (
    *("status", "assignee", "ball_in_court", "manager", "received_from", "contractor", "location"),
    *("cost_code", "stage", "sub_job", "priority"),
)

# A tool that lists, and the collection of the store that it lists; None where the list is no collection.
LISTS: dict[str, tuple[str | None, Arguments]] = {
    "list_companies": ("companies", _nothing),
    "list_company_permissions": (None, _nothing),
    "list_coordination_issues": ("coordination_issues", _nothing),
    "list_coordination_issue_changes": (None, _with(issue_id=_issue)),
    "list_coordination_issue_counts": (None, _nothing),
    "list_coordination_issue_assignees": (None, _nothing),
    "list_recycled_coordination_issues": (None, _nothing),
    "list_company_users": (None, _nothing),
    "list_project_users": (None, _nothing),
    "list_project_vendors": (None, _nothing),
    "list_company_vendors": (None, _nothing),
    "list_documents": ("documents", _nothing),
    "list_meetings": ("meetings", _nothing),
    "list_meeting_categories": (None, _with(meeting_id=_meeting)),
    "list_projects": (None, _nothing),
    "list_projects_from_template": (None, lambda _site: {"project_template_id": 1}),
    "list_project_tools": ("tools", _nothing),
    "show_permissions": (None, _nothing),
    "list_rfis": ("rfis", _nothing),
    "list_recycled_rfis": (None, _nothing),
    "list_rfi_replies": (None, _with(rfi_id=_rfi)),
    "list_rfi_potential_assignees": (None, _nothing),
    "list_rfi_potential_managers": (None, _nothing),
    "list_rfi_default_distribution": (None, _nothing),
    "list_coordination_issue_filter_options": (None, _nothing),
    **{f"list_coordination_issue_{name}_options": (None, _nothing) for name in _ISSUE_OPTIONS},
    **{f"list_rfi_{name}_options": (None, _nothing) for name in _RFI_OPTIONS},
}
# The demo company has no sub jobs, and no project was made from a template.
MAY_BE_EMPTY = {"list_rfi_sub_job_options", "list_projects_from_template"}
