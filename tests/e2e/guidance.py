"""What a person would tell the assistant where the tools' words do not say it all, and what must not be expected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.e2e.plain_value import MARK
from tests.e2e.rfi import new_rfi
from tests.e2e.site import Site


def guidance(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """Arguments by tool, where it takes knowledge of the job which record will do or which values belong together."""
    here = {"_project_id": site.facts.project_id}
    open_rfi = {"rfi_id": site.ids("rfis", status="open", **here)[0]}
    folder = {"folder_id": site.ids("folders", is_recycle_bin=False)[-1]}
    file = {"file_id": site.ids("files", file_type="csv")[0]}
    return {
        "advance_rfi_ball_in_court": open_rfi,
        "create_rfi": new_rfi(site, "Written"),
        "delete_file": file,
        "delete_folder": folder,
        "forward_rfi_for_review": {"rfi_id": _asked_of_us(site)},
        "list_projects_from_template": {"project_template_id": 1},
        "show_file": file,
        "update_equipment_log": {"notes": MARK},
        "update_file": file,
        "update_folder": folder,
    }


def _asked_of_us(site: Site) -> int:
    """An open RFI; in the demo job nobody asks the engineer who is signed in."""
    number = site.ids("rfis", status="open", _project_id=site.facts.project_id)[1]
    row = site.simulator.store.find("rfis", number)
    assert row is not None
    row.change({"assignees": [{"id": site.facts.user_id}], "ball_in_court_role": "assignees"})
    return number


# Lists that are rightly empty in the demo company, with the reason.
MAY_BE_EMPTY: Mapping[str, str] = {
    "list_recycled_submittals": "Nothing was thrown away yet.",
    "list_rfi_sub_job_options": "No sub jobs.",
    "list_projects_from_template": "No project was made from a template.",
}

# Writes that cannot be seen where their tool says to look, with the reason.
NOT_LOOKED_AT: Mapping[str, str] = {}
