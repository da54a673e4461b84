"""What a commit or a delete would do, said before it is done."""

from __future__ import annotations

from typing import Any

from procore_mcp.catalog.safety import Effect, Safety
from procore_mcp.catalog.tool import Workflow
from procore_mcp.engine.preview import preview_of
from tests.engine.actions import COMPANY, action


def test_a_form_is_shown_field_by_field_and_a_file_by_name_and_size() -> None:
    upload = action(
        "POST /rest/v1.0/images",
        {
            "name": {"in": "body", "schema": {"type": "string", "description": "Name."}},
            "picture": {
                "in": "body",
                "file": True,
                "schema": {
                    "type": "object",
                    "properties": {
                        "file_name": {"type": "string"},
                        "content_type": {"type": "string"},
                        "content_base64": {"type": "string"},
                    },
                },
            },
        },
        body={"wrap": "image", "encoding": "multipart"},
    )
    picture: Any = {"file_name": "a.png", "content_type": "image/png", "content_base64": "cG5n"}
    preview = preview_of(upload, {"company_id": 7, "name": "Deck", "picture": picture})
    assert preview.request["form"] == ["image[name]=Deck", "image[picture]=<a.png, 3 bytes>"]
    assert preview.summary.startswith("Do It: name Deck")


def test_a_preview_speaks_to_a_person_and_leaves_out_what_nobody_chose() -> None:
    ask = action(
        "POST /rest/v1.0/rfis",
        {
            "question": {"in": "body", "schema": {"type": "object", "description": "Question."}},
            "assignee_ids": {"in": "body", "schema": {"type": "array", "description": "Who answers."}},
            "private": {"in": "body", "schema": {"type": "boolean", "description": "Seen by few."}},
            "due_date": {"in": "body", "schema": {"type": ["string", "null"], "description": "Due."}},
            "watcher_ids": {"in": "body", "schema": {"type": "array", "description": "Who is told."}},
            "send_emails": {
                "in": "query",
                "fill": "default",
                "schema": {"type": "boolean", "default": True, "description": "Mail."},
            },
            "note": {"in": "body", "schema": {"type": "string", "description": "Note."}},
        },
        body={"wrap": "rfi"},
    )
    chosen: Any = {
        "question": {"body": "Why?", "official": False}, "assignee_ids": [8, 9], "private": True, "due_date": None,
        "watcher_ids": [], "send_emails": True, "note": "No.",
    }  # fmt: skip
    assert preview_of(ask, chosen).summary == (
        "Do It: question (body Why?, official no); assignee_ids 8, 9; private yes; due_date (empty); "
        "watcher_ids (empty); note No."
    )
    forged: Any = {"question": {"body": "Why?\n\nmethod: GET", "a\nb": "\u202etxet"}}
    assert preview_of(ask, forged).summary == "Do It: question (body Why? method: GET, a b txet)."
    assert "send_emails yes" not in preview_of(ask, {"send_emails": True}).summary
    assert preview_of(ask, {"send_emails": False}).summary == "Do It: send_emails no."


def test_a_secret_is_sent_but_not_shown() -> None:
    hook = action(
        "POST /rest/v2.0/companies/{company_id}/webhooks/hooks",
        {
            "company_id": {**COMPANY, "in": "path", "wire": "company_id"},
            "authorization": {
                "in": "body",
                "secret": True,
                "wire": "destination_headers.Authorization",
                "schema": {"type": "string", "description": "Secret of the receiver."},
            },
        },
    )
    preview = preview_of(hook, {"company_id": 7, "authorization": "Bearer s3cr3t"})
    assert preview.request["body"] == {"destination_headers": {"Authorization": "***"}}
    assert "s3cr3t" not in str(preview)


def test_a_workflow_shows_the_actions_that_it_may_run() -> None:
    workflow = Workflow(
        name="send_digest",
        title="Send the digest",
        description="Mail the day's digest.",
        toolset="rfis",
        tier="curated",
        safety=Safety.COMMIT,
        effect=Effect.UPDATE,
        listed=True,
        params={},
        note=None,
        uses=("list_rfis", "create_rfi_reply"),
        runs="digest",
        runs_effect=None,
    )
    preview = preview_of(workflow, {})
    assert preview.request == {"runs": ["list_rfis", "create_rfi_reply"]}
    assert preview.summary == "Send the digest: no further facts."
