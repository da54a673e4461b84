"""The judge finds mistakes: one right request, and everything that can go wrong with it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import httpx2
import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.model import Body
from procore_mcp.catalog.tool import Action
from procore_mcp.catalog.toolset import Surface
from tests.roundtrip.document import Described, Document, Documented
from tests.roundtrip.door import open_door
from tests.roundtrip.judge import disagreements
from tests.roundtrip.recorder import Recorder
from tests.roundtrip.rounds import Rounds
from tests.roundtrip.sent import File, Sent, read, tree
from tests.roundtrip.trace import Given

INTEGER, TEXT = {"type": "integer"}, {"type": "string"}
CREATE = Documented(
    method="POST",
    path="/rest/v1.0/projects/{project_id}/notes/{id}",
    query={
        "filters[status]": Described({"type": "array", "items": {"enum": ["open", "closed"], "type": "string"}}, False),
        "filters[made_at]": Described({"type": "string", "format": "date"}, False),
        "filters[kinds][]": Described({"type": "array", "items": INTEGER}, False),
        "company_id": Described(INTEGER, True),
    },
    headers={"locale": Described(TEXT, False)},
    placeholders={"project_id": Described(INTEGER, True), "id": Described(INTEGER, True)},
    content_type="application/json",
    body=Described(
        {
            "type": "object",
            "required": ["note"],
            "properties": {
                "note": {
                    "type": "object",
                    "required": ["title"],
                    "properties": {
                        "title": TEXT,
                        "author_id": INTEGER,
                        "owner_id": INTEGER,
                        "private": {"type": "boolean"},
                        "tags": {"type": "array", "items": INTEGER},
                        "custom_field_%{custom_field_definition_id}": TEXT,
                    },
                }
            },
        },
        True,
    ),
    answer=None,
)
ARGUMENTS: dict[str, Any] = {
    "company_id": 9,
    "project_id": 701,
    "note_id": 702,
    "status": ["open", "closed"],
    "since": "2026-01-03",
    "until": "2026-01-04",
    "kind_ids": [7031],
    "locale": "w5x",
    "title": "w6x",
    "author_id": 707,
    "owner_id": 708,
    "private": True,
    "tags": [709, 710],
    "custom_fields": {"custom_field_900011": "w12x"},
}
QUERY = (
    ("filters[status][]", "open"),
    ("filters[status][]", "closed"),
    ("filters[made_at]", "2026-01-03...2026-01-04"),
    ("filters[kinds][]", "7031"),
    ("company_id", "9"),
)
NOTE: dict[str, Any] = {
    "title": "w6x",
    "author_id": 707,
    "owner_id": 708,
    "private": True,
    "tags": [709, 710],
    "custom_field_900011": "w12x",
}
RIGHT = Sent(
    method="POST",
    path="/rest/v1.0/projects/701/notes/702",
    query=QUERY,
    headers={"procore-company-id": "9", "locale": "w5x"},
    content_type="application/json",
    body={"note": NOTE},
)


def told(sent: Sent, arguments: dict[str, Any] = ARGUMENTS, documented: Documented = CREATE) -> str:
    return "\n".join(disagreements(Given(arguments), sent, documented))


def without(*names: str) -> tuple[tuple[str, str], ...]:
    return tuple(pair for pair in QUERY if pair[0] not in names)


def test_a_right_request_is_right() -> None:
    assert told(RIGHT) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"path": "/rest/v1.0/projects/701/notes/w702x"}, "path id: other text"),
        ({"path": "/rest/v1.0/projects/702/notes/701"}, "project_id: sent as id"),
        ({"query": without("filters[made_at]")}, "since: given, not sent"),
        ({"query": without("filters[status][]")}, "status: given, not sent"),
        ({"query": without("company_id")}, "query company_id: required by the document"),
        ({"query": (*without("filters[status][]"), ("filters[status]", "open,closed"))}, "not a documented choice"),
        (
            {"query": (*without("filters[status][]"), ("filters[status]", "open"), ("filters[status]", "closed"))},
            "query filters[status]: several values without brackets",
        ),
        ({"query": (*without("filters[kinds][]"), ("filters[kind]", "7031"))}, "query filters[kind]: not in the doc"),
        ({"query": (*QUERY, ("company_id", "9"))}, "query company_id: several values, the document takes one"),
        ({"query": (*without("filters[made_at]"), ("filters[made_at]", "3.1.26"))}, "query filters[made_at]: no date"),
        ({"query": (*QUERY, ("filters[made_at]", "2026-12-24"))}, "2026-12-24: sent, not given"),
        ({"headers": {"locale": "w5x"}}, "header Procore-Company-Id: not sent"),
        ({"headers": {"procore-company-id": "9"}}, "locale: given, not sent"),
        ({"body": {"remark": NOTE}}, "body.remark: not in the document"),
        ({"body": {"remark": NOTE}}, "body.note: required by the document"),
        ({"body": NOTE}, "body.title: not in the document"),
        ({"body": None}, "body: required by the document, not sent"),
        ({"body": {"note": {**NOTE, "title": 6}}}, "body.note.title: integer, documented as string"),
        ({"body": {"note": {**NOTE, "author_id": "707"}}}, "body.note.author_id: string, documented as integer"),
        ({"body": {"note": {**NOTE, "author_id": 707.5}}}, "body.note.author_id: number, documented as integer"),
        ({"body": {"note": {**NOTE, "tags": 709}}}, "body.note.tags: integer, documented as array"),
        ({"body": {"note": {**NOTE, "tags": [709]}}}, "tags: given, not sent"),
        ({"body": {"note": {**NOTE, "private": False}}}, "private: given, not sent"),
        ({"body": {"note": {**NOTE, "private": "true"}}}, "body.note.private: string, documented as boolean"),
        ({"body": {"note": {**NOTE, "tags": [709, "w710x"]}}}, "body.note.tags[]: string, documented as integer"),
        ({"body": {"note": {**NOTE, "title": {"text": "w6x"}}}}, "body.note.title: object, documented as string"),
        ({"body": {"note": {**NOTE, "author_id": 708, "owner_id": 707}}}, "author_id: sent as owner_id"),
        ({"body": {"note": {**NOTE, "custom_field_900011": "w13x"}}}, "custom_fields: given, not sent"),
        ({"content_type": "multipart/form-data"}, "body: sent as multipart/form-data, documented as application/json"),
    ],
)
def test_a_wrong_request_is_told(change: dict[str, Any], words: str) -> None:
    assert words in told(replace(RIGHT, **change))


def test_another_company_in_the_header_than_in_the_path_is_told() -> None:
    documented = replace(CREATE, path="/rest/v1.0/companies/{company_id}/notes/{id}")
    sent = replace(RIGHT, path="/rest/v1.0/companies/8/notes/702")

    assert "another company than in the path" in told(sent, documented=documented)


def test_a_file_wants_a_form() -> None:
    schema = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
    documented = replace(CREATE, content_type="multipart/form-data", body=Described(schema, True))
    file = File("a.pdf", "application/pdf", b"bytes")
    form = replace(RIGHT, content_type="multipart/form-data", body={"file": file})

    assert "body" not in told(form, documented=documented)
    assert "sent as application/json" in told(replace(RIGHT, body={"file": "bytes"}), documented=documented)


def test_a_form_is_read_as_procore_reads_it() -> None:
    fields = [
        ("a[b]", "1"),
        ("a[c][]", "2"),
        ("a[c][]", "3"),
        ("d[][x]", "4"),
        ("d[][y]", "5"),
        ("d[][x]", "6"),
        ("e", ""),
    ]

    assert tree(fields) == {"a": {"b": "1", "c": ["2", "3"]}, "d": [{"x": "4", "y": "5"}, {"x": "6"}], "e": ""}


def test_a_request_is_read_from_its_bytes() -> None:
    request = httpx2.Request(
        "POST",
        "https://api.procore.com/rest/v1.0/notes/a%2Fb?x%5B%5D=1&x%5B%5D=%2B",
        files=[("note[title]", (None, b"w", None)), ("note[files][]", ("a.pdf", b"\r\n--\x00", "application/pdf"))],
    )
    sent = read(request, request.read())

    assert (sent.path, sent.query) == ("/rest/v1.0/notes/a%2Fb", (("x[]", "1"), ("x[]", "+")))
    assert sent.body == {"note": {"title": "w", "files": [File("a.pdf", "application/pdf", b"\r\n--\x00")]}}
    assert read(httpx2.Request("PUT", "https://a.b/c", json={"d": None}), b'{"d": null}').body == {"d": None}


def test_words_of_a_path_win_over_placeholders() -> None:
    paths = ["/a/b/{id}", "/a/b/{id}.pdf", "/a/b/all"]
    known = Document([replace(CREATE, method="GET", path=path) for path in paths])
    found = [known.find("GET", path) for path in ("/a/b/1", "/a/b/1.pdf", "/a/b/all", "/a/b/1/2")]

    assert [call.path if call else None for call in found] == [*paths, None]


async def found_in(tool: Action, procore: Document) -> str:
    catalog = Catalog({tool.name: tool}, {}, Surface())
    rounds = Rounds(catalog, procore)
    async with open_door(catalog, Recorder(procore), [tool]) as door:
        await rounds.run(door)
    return " ".join(sorted(rounds.found[tool.name]))


@pytest.mark.anyio
async def test_a_mistake_in_a_tool_file_is_found(catalog: Catalog, procore: Document) -> None:
    right = catalog.resolve("list_project_webhook_deliveries")
    assert isinstance(right, Action)

    assert await found_in(right, procore) == ""
    assert "the document has no such call" in await found_in(replace(right, path=f"{right.path}/all"), procore)
    assert "not in the document" in await found_in(_changed(right, "status", wire="filters[status]"), procore)
    assert "status: given, not sent" in await found_in(_changed(right, "status", in_="input"), procore)


@pytest.mark.anyio
async def test_a_mistake_in_the_words_of_a_body_is_found(catalog: Catalog, procore: Document) -> None:
    right = catalog.resolve("create_rfi")
    assert isinstance(right, Action)

    assert await found_in(right, procore) == ""
    assert "body.request: not in the document" in await found_in(replace(right, body=Body(wrap="request")), procore)
    form = replace(right, body=Body(wrap="rfi", encoding="form"))
    assert "body: sent as application/x-www-form-urlencoded" in await found_in(form, procore)
    assert "body.rfi.subjekt: not in the document" in await found_in(
        _changed(right, "subject", wire="subjekt"), procore
    )
    assert "body.subject: not in the document" in await found_in(_changed(right, "subject", beside=True), procore)


@pytest.mark.anyio
async def test_a_wrong_style_of_a_list_is_found(catalog: Catalog, procore: Document) -> None:
    right = catalog.resolve("list_punch_items")
    assert isinstance(right, Action)
    name = next(name for name, param in right.params.items() if param.wire == "filters[location_id]")

    for style in ("comma", "repeat"):
        assert "filters[location_id]" in await found_in(_changed(right, name, list=style), procore)


def _changed(tool: Action, name: str, **words: object) -> Action:
    return replace(tool, params={**tool.params, name: tool.params[name].model_copy(update=words)})
