"""What is asked on the tour, in order: each step may use what earlier ones found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType

from procore_mcp.cli.tour.show import compact, facts, paragraph, refusal, rows
from procore_mcp.cli.tour.stage import Stage, Told

Notes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """`asks` is what a person says; `holds` is what must be true of it; `learns` keeps what later steps need."""

    asks: str
    tool: str
    arguments: Callable[[Notes], dict[str, Any]]
    shows: Callable[[Told], RenderableType]
    holds: Callable[[Told, Notes], bool]
    learns: Callable[[Told, Notes], None] = lambda _told, _notes: None
    prepares: Callable[[Stage], None] = lambda _stage: None


def _footer(told: Told) -> str:
    shown, total = len(told.data["items"]), told.data.get("total")
    more = f"; next: {compact(told.data['next'])}" if "next" in told.data else ""
    return f"{shown} of {total if total is not None else shown} shown{more}"


def _rfis(told: Told) -> RenderableType:
    columns = {"RFI": "number", "Subject": "subject", "Due": "due_date", "Ball in court": "ball_in_court.name"}
    return rows(told.data["items"], columns, footer=_footer(told))


def _issues(told: Told) -> RenderableType:
    columns = {"Issue": "number", "Title": "title", "Status": "status", "Priority": "priority"}
    return rows(told.data["items"], columns, footer=_footer(told))


def _issue(told: Told) -> RenderableType:
    names = {
        "Issue": "title",
        "Status": "status",
        "Priority": "priority",
        "Trade": "trade.name",
        "Assignee": "assignee.name",
    }
    return facts(told.data["record"], {**names, "Location": "location.name", "Description": "description"})


def _meetings(told: Told) -> RenderableType:
    columns = {"Meeting": "title", "No.": "number", "Starts": "starts_at", "Location": "location"}
    return rows(told.data["items"], columns, footer=_footer(told))


def _topic(told: Told) -> RenderableType:
    return facts(told.data["record"], {"Topic": "title", "Status": "status", "Minutes": "minutes"})


def _same_topic(told: Told) -> RenderableType:
    topics = _topics(told)
    columns = {"No.": "number", "Topic": "title", "Status": "status", "Minutes": "minutes"}
    return rows(topics, columns, footer=f"{len(topics)} topics")


def _documents(told: Told) -> RenderableType:
    columns = {"File": "name", "Folder": "path", "Version": "version.number"}
    return rows(told.data["items"], columns, footer=_footer(told))


def _content(told: Told) -> RenderableType:
    file, pages = told.data["file"], told.data["pages"]
    head = {"File": "name", "Bytes": "size_bytes", "Pages": "total_pages", "Read": "read"}
    read = f"{len(pages)} page(s), about {sum(len(page['text']) for page in pages):,} characters"
    return Group(
        facts({**file, "total_pages": told.data["total_pages"], "read": read}, head),
        paragraph(pages[0]["text"], lines=9),
    )


def _refused(told: Told) -> RenderableType:
    return refusal(told.data["error"])


def _topics(told: Told) -> list[dict[str, Any]]:
    categories = told.data["record"].get("categories", [])
    return [topic for category in categories for topic in category.get("topics", [])]


def _learn_meeting(told: Told, notes: Notes) -> None:
    notes["meeting_id"] = next(item["id"] for item in told.data["items"] if item.get("occurred"))


def _learn_topic(told: Told, notes: Notes) -> None:
    notes["topic"] = next(topic for topic in _topics(told) if topic["status"] == "Open")


def _learn_issue(told: Told, notes: Notes) -> None:
    notes["issue_id"] = told.data["items"][0]["id"]


def _learn_rfi(told: Told, notes: Notes) -> None:
    notes["rfi"] = told.data["items"][0]


def _learn_file(told: Told, notes: Notes) -> None:
    notes["file_id"] = next(item["id"] for item in told.data["items"] if item["name"].endswith(".pdf"))


def _exhaust_the_hour(stage: Stage) -> None:
    stage.simulator.faults.add(("GET", ".*/rfis"), status=429, headers={"Retry-After": "1500"})


MINUTES = "Deck inspected this morning; punch items closed by the trade. Agreed to close."

SCRIPT: tuple[Step, ...] = (
    Step(
        asks="Which RFIs are overdue, and who has the ball?",
        tool="list_rfis",
        arguments=lambda _: {"overdue": True, "page_size": 6},
        shows=_rfis,
        holds=lambda told, _: bool(told.data["items"]),
        learns=_learn_rfi,
    ),
    Step(
        asks="What is open on the coordination list?",
        tool="list_coordination_issues",
        arguments=lambda _: {"status": ["open"], "page_size": 4},
        shows=_issues,
        holds=lambda told, _: bool(told.data["items"]),
        learns=_learn_issue,
    ),
    Step(
        asks="Show me the first one.",
        tool="show_coordination_issue",
        arguments=lambda notes: {"issue_id": notes["issue_id"]},
        shows=_issue,
        holds=lambda told, notes: told.data["record"]["id"] == notes["issue_id"],
    ),
    Step(
        asks="Which meetings are there?",
        tool="list_meetings",
        arguments=lambda _: {"page_size": 4},
        shows=_meetings,
        holds=lambda told, _: bool(told.data["items"]),
        learns=_learn_meeting,
    ),
    Step(
        asks="What was discussed in the first one that took place?",
        tool="show_meeting",
        arguments=lambda notes: {"meeting_id": notes["meeting_id"]},
        shows=_same_topic,
        holds=lambda told, _: bool(_topics(told)),
        learns=_learn_topic,
    ),
    Step(
        asks="Close the first open topic and note why. (A server writes each change to its audit log, on stderr.)",
        tool="update_meeting_topic",
        arguments=lambda notes: {
            "meeting_id": notes["meeting_id"],
            "topic_id": notes["topic"]["id"],
            "status": "Closed",
            "minutes": MINUTES,
        },
        shows=_topic,
        holds=lambda told, _: told.data["record"]["status"] == "Closed",
    ),
    Step(
        asks="Did that stick?",
        tool="show_meeting",
        arguments=lambda notes: {"meeting_id": notes["meeting_id"]},
        shows=_same_topic,
        holds=lambda told, notes: any(
            topic["id"] == notes["topic"]["id"] and topic["status"] == "Closed" and topic["minutes"] == MINUTES
            for topic in _topics(told)
        ),
    ),
    Step(
        asks="Which documents do we have on concrete?",
        tool="list_documents",
        arguments=lambda _: {"search": "concrete", "page_size": 6},
        shows=_documents,
        holds=lambda told, _: bool(told.data["items"]),
        learns=_learn_file,
    ),
    Step(
        asks="Read me the PDF.",
        tool="get_file_content",
        arguments=lambda notes: {"file_id": notes["file_id"]},
        shows=_content,
        holds=lambda told, _: bool(told.data["pages"][0]["text"]),
    ),
    Step(
        asks="Throw that overdue RFI away. (This server was started with --allow write.)",
        tool="recycle_rfi",
        arguments=lambda notes: {"rfi_id": notes["rfi"]["id"]},
        shows=_refused,
        holds=lambda told, _: told.failed and told.data["error"]["kind"] == "NOT_ALLOWED",
    ),
    Step(
        asks="List RFIs, but the app has used up its hour at Procore.",
        tool="list_rfis",
        arguments=lambda _: {"page_size": 6},
        shows=_refused,
        holds=lambda told, _: told.failed and told.data["error"]["kind"] == "TOO_MANY_REQUESTS",
        prepares=_exhaust_the_hour,
    ),
    Step(
        asks="List RFIs, with an argument that does not exist and a state that RFIs do not have.",
        tool="list_rfis",
        arguments=lambda _: {"responsible_contractor": 17, "status": ["pending"]},
        shows=_refused,
        holds=lambda told, _: told.failed and told.data["error"]["kind"] == "BAD_ARGUMENTS",
    ),
)
