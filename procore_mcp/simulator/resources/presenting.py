"""Writes answers: one record, or a page of them, with each record's JSON kept until the record changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.paging import cut
from procore_mcp.simulator.rest.rendering import written
from procore_mcp.simulator.store import Stored

_JSON = "application/json; charset=utf-8"


class Presenting:
    """Shows the records of one resource; `present` is the resource's own last word on a record."""

    def __init__(self, present: Callable[[Record, Call], Record], desk: Desk) -> None:
        self._present = present
        self._desk = desk

    def one(self, stored: Stored, call: Call) -> Response:
        return self.content(self._written(stored, call), call)

    def many(self, rows: Sequence[Stored], call: Call) -> Response:
        page = cut(rows, call.action, call.query, self._url(call), self._desk.settings)
        if self.shape(call) == "ids":
            text_ids = call.action.version.startswith("v2")
            content = written([str(row.id) if text_ids else row.id for row in page.items])
        else:
            content = b"[" + b",".join([self._written(row, call) for row in page.items]) + b"]"
        return self.content(content, call, page.headers)

    def values(self, items: Sequence[Json], call: Call) -> Response:
        """A page of values that are not records of the store."""
        page = cut(items, call.action, call.query, self._url(call), self._desk.settings)
        return self.content(written(list(page.items)), call, page.headers)

    def value(self, value: Json, call: Call) -> Response:
        return self.content(written(value), call)

    def shape(self, call: Call) -> tuple[str, ...] | str:
        """The keys to show, `all`, or `ids`."""
        view = call.action.view
        if view is None:
            return "all"
        return view.shapes.get(call.query.text(view.parameter) or view.default, "all")

    def shown(self, stored: Stored, call: Call) -> Record:
        """The record as this action shows it, view and version included."""
        record = self._present(stored.data, call)
        shape = self.shape(call)
        if not isinstance(shape, str):
            record = {name: record[name] for name in shape if name in record}
        if call.action.omits:
            record = {name: value for name, value in record.items() if name not in call.action.omits}
        return self._desk.rendering.record(record, text_ids=call.action.version.startswith("v2"))

    def content(self, content: bytes, call: Call, headers: dict[str, str] | None = None) -> Response:
        body = b'{"data":' + content + b"}" if call.action.envelope == "data" else content
        return Response(body, call.action.status, headers, _JSON)

    def _written(self, stored: Stored, call: Call) -> bytes:
        view = call.action.view
        key = f"{call.action.verb} {call.query.text(view.parameter) if view else ''}{call.query.has('as_datetimes')}"
        found = stored.rendered.get(key)
        if found is None:
            found = stored.rendered[key] = written(self.shown(stored, call))
        return found

    def _url(self, call: Call) -> str:
        return self._desk.origins.api + call.url_path
