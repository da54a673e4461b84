"""Every writing tool that the simulated Procore answers, with arguments that it accepts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from procore_mcp.simulator.json_types import number_of, records_in
from tests.e2e.reading import recycle_an_issue
from tests.e2e.rfi import DALE, new_rfi
from tests.e2e.site import Site

TIMES = {"starts_at": "2026-09-22T14:00:00Z", "ends_at": "2026-09-22T15:00:00Z"}


def writes(site: Site) -> Mapping[str, Mapping[str, Any]]:
    """Arguments by tool."""
    here = {"_project_id": site.facts.project_id}
    rfi = {"rfi_id": next(iter(site.simulator.store.all("rfi_replies"))).data["_rfi_id"]}
    reply = {**rfi, "reply_id": site.ids("rfi_replies", _rfi_id=rfi["rfi_id"])[0]}
    topic = next(iter(site.simulator.store.all("meeting_topics")))
    meeting = {"meeting_id": number_of(topic.data, "_meeting_id")}
    recycled = [row.id for row in site.simulator.store.all("rfis") if row.recycled]
    recycle_an_issue(site)
    issues = [row.id for row in site.simulator.store.all("coordination_issues") if row.recycled]
    attendee = records_in(site.record("meetings", meeting["meeting_id"])["attendees"])[0]
    category = site.ids("meeting_categories", _meeting_id=meeting["meeting_id"])[0]
    folder = {"folder_id": site.ids("folders", is_recycle_bin=False)[-1]}
    file = {"file_id": site.ids("files", file_type="csv")[0]}
    return {
        "create_rfi": new_rfi(site, "Written"),
        "update_rfi": {**rfi, "subject": "Written anew"},
        "recycle_rfi": rfi,
        "restore_rfi": {"rfi_id": recycled[0]},
        "advance_rfi_ball_in_court": {"rfi_id": site.ids("rfis", status="open", **here)[0]},
        "forward_rfi_for_review": {"rfi_id": site.ids("rfis", status="open", **here)[0], "forwardee_ids": [DALE]},
        "create_rfi_reply": {**rfi, "body": "Use the detail on S-501."},
        "update_rfi_reply": {**reply, "official": True},
        "delete_rfi_reply": reply,
        "create_project": {"name": "Gantry Lofts"},
        "update_project": {"description": "Now with a roof terrace."},
        "create_meeting": {"title": "Crane briefing", **TIMES},
        "update_meeting": {**meeting, "location": "Level 8 deck"},
        "delete_meeting": meeting,
        "update_meeting_category": {**meeting, "category_id": category, "title": "Safety first"},
        "update_meeting_attendee": {**meeting, "attendee_id": attendee["id"], "status": "Absent"},
        "create_meeting_topic": {**meeting, "title": "Tie-in of the hoist"},
        "update_meeting_topic": {**meeting, "topic_id": topic.id, "status": "Closed"},
        "update_coordination_issue": {"issue_id": site.ids("coordination_issues", **here)[0], "priority": "low"},
        "restore_coordination_issue": {"issue_id": issues[0]},
        "create_folder": {"name": "11 Closeout"},
        "update_folder": {**folder, "name": "Renamed"},
        "delete_folder": folder,
        "update_file": {**file, "description": "Checked by the laboratory."},
        "delete_file": file,
    }
