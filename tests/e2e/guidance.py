"""What a person would tell the assistant where the tools' words do not say it all, and what must not be expected."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from procore_mcp.simulator.json_types import is_record, number_of, records_in
from procore_mcp.simulator.storage.uploads import Segment
from tests.e2e.plain_value import MARK
from tests.e2e.rfi import new_rfi
from tests.e2e.site import Site

_NOON = "2026-09-21T12:00:00Z"


def guidance(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """Arguments by tool, where it takes knowledge of the job which record will do or which values belong together."""
    here = {"_project_id": site.facts.project_id}
    open_rfi = {"rfi_id": site.ids("rfis", status="open", **here)[0]}
    folder = {"folder_id": site.ids("folders", is_recycle_bin=False)[-1]}
    file = {"file_id": site.ids("files", file_type="csv")[0]}
    bytes_ = {"file_name": "slab.txt", "content_type": "text/plain", "content_base64": "c2xhYg=="}
    part = Segment(4, sha256(b"slab").hexdigest(), None, b"slab")
    segments = [{"size": part.size, "sha256": part.sha256, "etag": part.etag}]
    half_done = {"upload_uuid": _uploaded(site, part), "segments": segments}
    return {
        **_webhooks(site),
        "advance_rfi_ball_in_court": open_rfi,
        "complete_company_upload": half_done,
        "complete_project_upload": half_done,
        "create_direct_cost": {"direct_cost_type": "expense"},
        "create_drawing_upload": {"files": [{"upload_uuid": _uploaded(site), "drawing_date": _NOON, "revision": "1"}]},
        "create_file_version": {**file, "content": bytes_},
        "create_photo": {"content": {**bytes_, "file_name": "slab.jpg", "content_type": "image/jpeg"}},
        "create_meeting_attendee": _not_invited(site, site.ids("meetings", **here)[0]),
        "generate_markup_pdf": _marked_up(site),
        "delete_drawing_upload": {"drawing_upload_id": site.ids("drawing_uploads")[-1]},
        "create_project_user": {"email_address": "robin@example.test"},
        "create_rfi": new_rfi(site, "Written"),
        "create_specification_upload": {"upload_uuids": [_uploaded(site)]},
        "create_timecard_entry": {"hours": "8.0"},
        "delete_file": file,
        "delete_folder": folder,
        "forward_rfi_for_review": {"rfi_id": _asked_of_us(site)},
        "list_file_versions": file,
        "list_projects_from_template": {"project_template_id": 1},
        "restore_change_event": {"change_event_id": site.ids("change_events", title="Ventilation of the bike room")[0]},
        "show_file": file,
        "show_file_version": {"version_id": _newest_version(site, file["file_id"])},
        "update_company_user": {"email_address": "alex@example.test"},
        "update_equipment_log": {"notes": MARK},
        "update_file": file,
        "update_folder": folder,
    }


def _webhooks(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """The company's hooks are found by their namespace; addresses and event names are the receiver's choice."""
    namespace = {"namespace": "ledgerline-sync"}
    of = {"company": _under_hook(site, **namespace), "project": _under_hook(site, namespace="fieldmirror")}
    new = {"destination_url": "https://in.siteboard.example/events", "namespace": "siteboard"}
    told = {"company": "Projects", "project": "RFIs"}
    found: dict[str, Mapping[str, Any]] = {"list_company_webhooks": namespace}
    for level, (hook, triggers) in of.items():
        trigger = {"resource_name": told[level], "event_type": "update"}
        found[f"show_{level}_webhook"] = hook
        found[f"delete_{level}_webhook"] = {"webhook_id": str(_hooks(site, level)[-1])}
        found |= {f"list_{level}_webhook_{what}": hook for what in ("deliveries", "triggers")}
        found[f"create_{level}_webhook"] = new
        found[f"update_{level}_webhook"] = {**hook, "destination_url": new["destination_url"]}
        found[f"create_{level}_webhook_trigger"] = {**hook, **trigger}
        found[f"create_{level}_webhook_triggers"] = {**hook, "triggers": [trigger]}
        found[f"delete_{level}_webhook_trigger"] = {**hook, "trigger_id": triggers[0]}
        found[f"delete_{level}_webhook_triggers"] = {**hook, "trigger_ids": triggers[1:3]}
    return found


def _hooks(site: Site, level: str) -> list[int]:
    return site.ids("webhook_hooks", _project_id=site.facts.project_id if level == "project" else None)


def _under_hook(site: Site, **namespace: str) -> tuple[dict[str, str], list[str]]:
    """A hook as an argument, and the ids of its triggers."""
    number = site.ids("webhook_hooks", **namespace)[0]
    return {"webhook_id": str(number)}, [str(trigger) for trigger in site.ids("webhook_triggers", _hook_id=number)]


def _uploaded(site: Site, *segments: Segment) -> str:
    """An upload whose bytes have arrived, in one piece or in segments that are not joined yet."""
    uploads = site.simulator.uploads
    upload = uploads.begin(site.facts.user_id, "slab.pdf", "application/pdf", segments)
    if not segments:
        uploads.store(upload, b"%PDF-1.4 slab")
    return upload.uuid


def _newest_version(site: Site, file_id: int) -> int:
    return number_of(records_in(site.record("files", file_id)["file_versions"])[0], "id")


def _marked_up(site: Site) -> dict[str, Any]:
    """An attachment of a submittal."""
    for row in site.simulator.store.owned("submittals", "_project_id", site.facts.project_id):
        for attachment in records_in(row.data.get("associated_attachments")):
            return {"item_type": "SubmittalLog", "item_id": row.id, "attachment_id": attachment["attachment_id"]}
    raise AssertionError("no submittal has an attachment")


def _not_invited(site: Site, meeting_id: int) -> dict[str, int]:
    attendees = records_in(site.record("meetings", meeting_id)["attendees"])
    invited = [person["id"] for attendee in attendees if is_record(person := attendee.get("login_information"))]
    members = site.simulator.store.owned("users", "_project_ids", site.facts.project_id)
    return {"meeting_id": meeting_id, "user_id": next(row.id for row in members if row.id not in invited)}


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
NOT_LOOKED_AT: Mapping[str, str] = {
    "delete_company_webhook_triggers": "It names a list of ids where others name one.",
    "delete_project_webhook_triggers": "It names a list of ids where others name one.",
    "generate_markup_pdf": "It makes a PDF and changes nothing that could be looked at.",
    "create_company_upload": "What is shown of an upload is its state, as the rest opens the storage.",
    "create_project_upload": "What is shown of an upload is its state, as the rest opens the storage.",
}
