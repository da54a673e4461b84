"""Meetings: listed in groups by their series, and shown with their topics under their categories."""

from __future__ import annotations

from itertools import groupby
from xml.sax.saxutils import escape

from starlette.responses import Response

from procore_mcp.simulator.contracts import Action
from procore_mcp.simulator.json_types import Json, Record, is_list, number_of, text_of, values_at
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.desk import short_person
from procore_mcp.simulator.resources.resource import Answer, Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.rest.paging import cut
from procore_mcp.simulator.rest.rendering import written
from procore_mcp.simulator.store import Stored

_ASSIGNEES = "filters[assignee_id]"


class Meetings(Resource):
    """Lists, shows, creates and changes meetings."""

    def list(self, call: Call) -> Response:
        wanted = filtering(call.action, call.query)
        gone = call.query.flag("deleted_only")
        rows = [
            row
            for row in self.rows(call)
            if row.recycled is gone
            and call.sees(row)
            and is_kept(row.data, wanted, call.query)
            and self._has_work(row, call)
        ]
        page = cut(rows, call.action, call.query, self.desk.origins.api + call.url_path, self.desk.settings)
        if gone:
            bare: list[Json] = [self.presenting.shown(row, call) for row in page.items]
            return self.presenting.content(written({"meetings": bare}), call, page.headers)
        groups: list[Json] = [
            {"group_title": title, "meetings": [self.presenting.shown(row, call) for row in group]}
            for title, group in groupby(sorted(page.items, key=_group), key=_group)
        ]
        return self.presenting.content(written(groups), call, page.headers)

    def answer_for(self, action: Action) -> Answer:
        return self._pdf_data if action.verb == "pdf_data" else super().answer_for(action)

    def _pdf_data(self, call: Call) -> Response:
        """What a printer of minutes would need; nothing here prints."""
        wanted = filtering(call.action, call.query)
        rows = [row for row in self.rows(call) if not row.recycled and call.sees(row)]
        kept = [row for row in rows if is_kept(row.data, wanted, call.query) and self._has_work(row, call)]
        page = cut(kept, call.action, call.query, self.desk.origins.api + call.url_path, self.desk.settings)
        meetings: list[Json] = [_as_xml(row) for row in page.items]
        template: Json = {
            "uuid": None,
            "pdf_filename": "meeting.pdf",
            "name": "Meeting",
            "url": None,
            "storage_type": None,
        }
        return self.presenting.content(written({"pdf_template": template, "meetings": meetings}), call, page.headers)

    def delete(self, call: Call) -> Response:
        self.recycle(call)
        return Response(status_code=call.action.status)

    def nothing(self, call: Call) -> Response:
        page = cut(list[Json](), call.action, call.query, self.desk.origins.api + call.url_path, self.desk.settings)
        return self.presenting.content(b"[]", call, page.headers)

    def show(self, call: Call) -> Response:
        return self.presenting.value(self.presenting.shown(self.found(call), call), call)

    def present(self, record: Record, call: Call) -> Record:
        del call
        topics = self._topics(number_of(record, "id"))
        derived: Record = {
            "meeting_topics_count": len(topics),
            "parent_id": record.get("parent_id"),
            "meeting_categories": self._categories(number_of(record, "id"), topics),
        }
        return record | derived

    def _has_work(self, row: Stored, call: Call) -> bool:
        wanted = call.query.values.get(_ASSIGNEES)
        people = [number for topic in self._topics(row.id) for number in values_at(topic.data, ["assignments", "id"])]
        return wanted is None or any(number in people for number in wanted)

    def _topics(self, meeting_id: int) -> list[Stored]:
        return list(self.desk.store.owned("meeting_topics", "_meeting_id", meeting_id))

    def _categories(self, meeting_id: int, topics: list[Stored]) -> list[Json]:
        categories = self.desk.store.owned("meeting_categories", "_meeting_id", meeting_id)
        groups = [_category_with(topics, row.id, row.data["title"], row.data["position"]) for row in categories]
        others = _category_with(topics, None, "Uncategorized", len(groups))
        return [*groups, others] if others["meeting_topic"] else [*groups]

    def started(self, call: Call) -> Record:
        project = call.project.data if call.project else {}
        own: Record = {
            "time_zone": project.get("time_zone"),
            "mode": "agenda",
            "created_by_id": call.caller.person_id,
            "_group_title": text_of(call.sent, "title"),
        }
        return super().started(call) | own

    def apply(self, record: Record, call: Call) -> None:
        attendees, overview, minutes = (call.sent.pop(name, None) for name in ("attendees", "overview", "minutes"))
        super().apply(record, call)
        if overview is not None:
            record["description"] = overview
        if minutes is not None:
            record |= {"minutes": minutes, "mode": "minutes"}
        if is_list(attendees):
            record["attendees"] = [self._attendee(number, call) for number in attendees]
        record["_group_title"] = text_of(record, "title")

    def complete(self, record: Record, call: Call) -> None:
        super().complete(record, call)
        if call.sent.beside.get("project_id") != number_of(record, "_project_id"):
            raise invalid(400, [Problem("project_id", "is not the project of the path")])

    def _attendee(self, number: Json, call: Call) -> Record:
        user = self.desk.store.find("users", number) if isinstance(number, int) else None
        projects = user.data.get("_project_ids") if user else None
        if (
            user is None
            or not is_list(projects)
            or number_of(call.project.data if call.project else {}, "id") not in projects
        ):
            raise invalid(400, [Problem("attendees", "does not exist in this project")])
        return {"id": self.desk.store.new_id(), "status": None, "login_information": short_person(user.data)}


_CATEGORY = ["meeting_category", "id"]


def _category_with(topics: list[Stored], number: int | None, title: Json, position: Json) -> Record:
    """A category as a meeting shows it, with its topics; those of no category have the number None."""
    own: list[Json] = [topic.data for topic in topics if (values_at(topic.data, _CATEGORY) or [None]) == [number]]
    return {"id": number, "title": title, "position": position, "meeting_topic": own}


def _group(row: Stored) -> str:
    title = row.data.get("_group_title")
    return title if isinstance(title, str) else text_of(row.data, "title")


def _as_xml(row: Stored) -> Record:
    title = text_of(row.data, "title")
    return {"id": row.id, "name": title, "xml": f"<meeting><title>{escape(title)}</title></meeting>"}
