"""The answer as its reader gets it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.engine.canned import CannedProcore, engine, session

RFIS = "/rest/v1.0/projects/42/rfis"


@pytest.mark.anyio
async def test_company_and_project_come_first() -> None:
    answer = await engine().call("list_rfis", {}, session(CannedProcore({RFIS: [{"id": 1, "subject": "A"}]})))
    assert list(answer.data)[:2] == ["company_id", "project_id"]
    assert answer.data["items"] == [{"id": 1, "subject": "A"}]


@pytest.mark.anyio
async def test_an_empty_list_of_a_company_that_the_call_names_is_no_proof_that_nothing_is_there() -> None:
    procore = CannedProcore({RFIS: []})
    at_home = await engine().call("list_rfis", {"company_id": 7}, session(procore))
    assert "note" not in at_home.data
    elsewhere = await engine().call("list_rfis", {"company_id": 8}, session(procore))
    assert elsewhere.data["items"] == []
    assert "list_companies and list_projects" in str(elsewhere.data["note"])


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("headers", "note"),
    [({}, "This page lies beyond the last."), ({"total": "67"}, "This page lies beyond the last of 67 records.")],
)
async def test_a_page_beyond_the_last_says_so(headers: dict[str, str], note: str) -> None:
    procore = CannedProcore({RFIS: []}, headers=headers)
    found = await engine().call("list_rfis", {"page": 99}, session(procore))
    assert found.data["note"] == note


@pytest.mark.anyio
async def test_a_field_that_no_record_has_is_reported_with_the_nearest() -> None:
    procore = CannedProcore({RFIS: [{"id": 1, "subject": "A", "priority": "high"}]})
    answer = await engine().call("list_rfis", {"fields": ["priority", "subjct"]}, session(procore))
    assert answer.data["items"] == [{"id": 1, "subject": "A", "priority": "high"}]
    assert answer.data["warnings"] == ["The record has no field subjct; nearest: subject."]


@pytest.mark.anyio
async def test_a_date_that_procore_stored_as_empty_is_reported() -> None:
    topic = {"id": 3, "title": "Hoist", "due_date": None, "status": "Open"}
    procore = CannedProcore({"/rest/v1.1/projects/42/meeting_topics/3": topic})
    arguments = {"meeting_id": 2, "topic_id": 3, "due_date": "2026-03-02", "status": "Open"}
    answer = await engine().call("update_meeting_topic", arguments, session(procore))
    assert answer.data["warnings"] == ["due_date was sent as '2026-03-02' and came back empty: check it in Procore."]


@pytest.mark.anyio
async def test_signed_links_lose_their_signature_even_in_full_detail() -> None:
    record = {"id": 9, "file_versions": [{"id": 1, "url": "https://storage.procore.com/9?companyId=7&sig=s3cr3t"}]}
    procore = CannedProcore({"/rest/v1.0/files/9": record})
    answer = await engine().call("show_file", {"file_id": 9, "detail": "full"}, session(procore))
    assert answer.data["record"] == {
        "id": 9,
        "file_versions": [{"id": 1, "url": "https://storage.procore.com/9"}],
    }


@pytest.mark.anyio
async def test_the_signed_form_of_an_upload_reaches_nobody() -> None:
    answered = {"uuid": "01EJ", "url": "https://storage.example.com/", "fields": {"policy": "s3cr3t"}}
    procore = CannedProcore({"/rest/v1.1/projects/42/uploads": answered})
    answer = await engine().call("create_project_upload", {"file_name": "a.pdf"}, session(procore))
    assert answer.data["record"] == {"uuid": "01EJ"}


@pytest.mark.anyio
async def test_an_answer_over_the_budget_ends_at_a_record_and_goes_on_exactly_there() -> None:
    records: list[dict[str, Any]] = [{"id": number, "subject": "word " * 40} for number in range(1, 26)]
    procore, runs = CannedProcore({RFIS: records}), engine()
    tight = session(procore, result_tokens=600)
    first = await runs.call("list_rfis", {}, tight)
    shown: Any = first.data["items"]
    assert 0 < len(shown) < 25
    assert first.data["next"] == {"page": 2, "page_size": len(shown)}
