"""What a client may get wrong, one mistake at a time, and that each is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from tests.simulator.visitor import Visitor

RFIS = "/rest/v1.0/projects/{project}/rfis"
ISSUES = "/rest/v1.0/coordination_issues"
MEETINGS = "/rest/v1.1/projects/{project}/meetings"
QUESTION = {"body": "Which detail applies?"}


@dataclass(frozen=True)
class Mistake:
    """A request with one thing wrong, and the refusal that it earns."""

    name: str
    method: str
    path: str
    body: Any
    status: int
    says: str


def rfi(**fields: Any) -> dict[str, Any]:
    return {"rfi": {"subject": "S", "question": QUESTION, "rfi_manager_id": 1, "draft": True} | fields}


MISTAKES = [
    Mistake("an unknown filter", "GET", f"{RFIS}?filters[stauts]=open", None, 400, "filters[stauts]"),
    Mistake("an unknown parameter", "GET", f"{RFIS}?limit=5", None, 400, "limit"),
    Mistake("a filter without its brackets", "GET", f"{RFIS}?status=open", None, 400, "status"),
    Mistake("a word that is no status", "GET", f"{RFIS}?filters[status]=Open", None, 400, "must be one of"),
    Mistake("a word for a boolean", "GET", f"{RFIS}?filters[overdue]=yes", None, 400, "true or false"),
    Mistake("a text for an id", "GET", f"{RFIS}?filters[assigned_id]=dale", None, 400, "whole number"),
    Mistake("a lone date for a range", "GET", f"{RFIS}?filters[created_at]=2026-09-01", None, 400, "range"),
    Mistake("a range with two dots", "GET", f"{RFIS}?filters[created_at]=2026-01-01..2026-02-01", None, 400, "range"),
    Mistake("a range of nonsense", "GET", f"{RFIS}?filters[created_at]=soon...later", None, 400, "date"),
    Mistake("a scalar given twice", "GET", f"{RFIS}?search=a&search=b", None, 400, "twice"),
    Mistake("an unknown view", "GET", f"{RFIS}?serializer_view=full", None, 400, "must be one of"),
    Mistake("an unknown sort", "GET", f"{RFIS}?sort[attribute]=colour", None, 400, "sort[attribute]"),
    Mistake("page zero", "GET", f"{RFIS}?page=0", None, 400, "page"),
    Mistake("a project id in the wrong place", "GET", f"{RFIS}?project_id=1", None, 400, "project_id"),
    Mistake("a missing project id", "GET", ISSUES, None, 400, "project_id"),
    Mistake("a missing company id", "GET", "/rest/v1.1/projects", None, 400, "company_id"),
    Mistake("no wrapper", "POST", RFIS, {"subject": "S"}, 400, "param is missing or empty: rfi"),
    Mistake("a wrapper of another name", "POST", RFIS, {"rfis": {"subject": "S"}}, 400, "rfi"),
    Mistake("a wrapper that is a list", "POST", RFIS, {"rfi": []}, 400, "rfi"),
    Mistake("an unknown field", "POST", RFIS, rfi(title="S"), 406, "title"),
    Mistake("an unknown field inside", "POST", RFIS, rfi(question={"body": "b", "text": "t"}), 406, "question.text"),
    Mistake("a field beside the wrapper", "POST", RFIS, rfi() | {"project_id": 1}, 406, "project_id"),
    Mistake("a required field left out", "POST", RFIS, {"rfi": {"subject": "S"}}, 400, "question"),
    Mistake("a blank required field", "POST", RFIS, rfi(subject=""), 400, "subject"),
    Mistake("a required field inside", "POST", RFIS, rfi(question={}), 400, "question"),
    Mistake("a flat question", "POST", RFIS, rfi(question="b"), 400, "must be an object"),
    Mistake("an id as text", "POST", RFIS, rfi(rfi_manager_id="12"), 400, "integer"),
    Mistake("a number for a text", "POST", RFIS, rfi(subject=7), 400, "string"),
    Mistake("a text for a boolean", "POST", RFIS, rfi(private="yes"), 400, "boolean"),
    Mistake("a scalar for a list", "POST", RFIS, rfi(assignee_ids=7), 400, "must be a list"),
    Mistake("a word outside its list", "POST", RFIS, rfi(cost_impact={"status": "maybe"}), 400, "included"),
    Mistake("no number at all", "POST", RFIS, rfi(cost_impact={"value": "much"}), 400, "number"),
    Mistake("a person nobody knows", "POST", RFIS, rfi(), 400, "rfi_manager_id"),
    Mistake("a DELETE that does not exist", "DELETE", f"{RFIS}/1", None, 501, "no contract"),
    Mistake("another version", "GET", "/rest/v1.1/projects/{project}/rfis", None, 501, "no contract"),
    Mistake("PUT for PATCH", "PUT", f"{RFIS}/1", {"rfi": {}}, 501, "no contract"),
    Mistake("a body where none belongs", "PATCH", f"{RFIS}/1/recycle", {"id": 1}, 406, "no body"),
    Mistake("the project only in the path", "POST", MEETINGS, {"meeting": {"position": 1}}, 400, "project_id"),
    Mistake(
        "a v2 id as a number",
        "PATCH",
        "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues/1",
        {"coordination_issue": {"assignee_id": 5}},
        422,
        "string of digits",
    ),
    Mistake(
        "a page too large in v2",
        "GET",
        "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues?per_page=101",
        None,
        400,
        "at most 100",
    ),
]


@pytest.mark.anyio
@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
async def test_a_mistake_is_refused_and_named(mistake: Mistake, procore: Visitor) -> None:
    answer = await procore.ask(mistake.method, mistake.path, mistake.body)
    assert answer.status_code == mistake.status, answer.text
    assert mistake.says in answer.text


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b"rfi[subject]=S", "application/x-www-form-urlencoded", 406),
        (b"{}", "", 406),
    ],
)
async def test_a_body_that_is_not_the_documented_json_is_refused(
    content: bytes, kind: str, status: int, procore: Visitor
) -> None:
    path = f"/rest/v1.0/projects/{procore.facts.project_id}/rfis"
    answer = await procore.client.post(path, content=content, headers={"Content-Type": kind})
    assert answer.status_code == status


@pytest.mark.anyio
async def test_every_mistake_in_a_body_is_named_at_once(procore: Visitor) -> None:
    answer = await procore.ask("POST", RFIS, rfi(subject=7, private="yes", colour="red"))
    assert set(answer.json()["errors"]) == {"subject", "private", "colour"}
