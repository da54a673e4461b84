"""What whoever watches hears of an action."""

from __future__ import annotations

import contextlib
from typing import Any, cast

import anyio
import pytest

from procore_mcp.api.messages import Request, Response
from procore_mcp.engine.acting import act
from procore_mcp.engine.session import Session
from procore_mcp.errors import OutcomeUnknown, ProcoreError, ProcoreMcpError, Unreachable
from procore_mcp.events import Acted
from tests.engine.actions import PROJECT, action, answer, body

PATH = {"in": "path", "schema": {"type": "integer"}}
ONE = "/rest/v1.0/projects/{project_id}/rfis/{id}"
UPDATE = action(f"PATCH {ONE}", {"project_id": PROJECT, "rfi_id": {**PATH, "wire": "id"}, "subject": body("string")})
CREATE = action("POST /rest/v1.0/projects/{project_id}/rfis", {"project_id": PROJECT, "subject": body("string")})
VALUES: dict[str, Any] = {"company_id": 7, "project_id": 42, "rfi_id": 5, "subject": "a secret matter"}


class Answering:
    def __init__(self, what: Response | ProcoreMcpError | None) -> None:
        self._what = what

    async def send(self, request: Request) -> Response:
        if self._what is None:
            await anyio.sleep_forever()
        if isinstance(self._what, ProcoreMcpError):
            raise self._what
        return cast("Response", self._what)


async def heard(tool: Any, what: Response | ProcoreMcpError) -> Acted:
    events: list[Any] = []
    session = Session("ada", cast("Any", Answering(what)))
    with contextlib.suppress(ProcoreMcpError):
        await act(tool, VALUES, session, events.append)
    (event,) = events
    return event


@pytest.mark.anyio
async def test_a_write_is_told_with_its_record_and_no_word_of_it() -> None:
    told = await heard(UPDATE, answer({"id": 5, "subject": "a secret matter"}, x_request_id="r-1"))
    assert told == Acted("do_it", "write", "ada", "ok", 7, 42, 5, "r-1")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "value", "record"),
    [
        (CREATE, {"id": 9}, 9),
        (CREATE, {"id": "01J"}, "01J"),
        (CREATE, {}, None),
        (UPDATE, [], 5),
        (action("POST /rest/v1.0/rfis", {"subject": body("string")}), {}, None),
    ],
)
async def test_the_record_is_the_answers_or_the_last_of_the_path(tool: Any, value: object, record: object) -> None:
    assert (await heard(tool, answer(value))).record_id == record


@pytest.mark.anyio
async def test_a_refusal_is_told_by_its_kind_with_procores_own_id() -> None:
    told = await heard(UPDATE, answer({"errors": ["no"]}, 422, x_request_id="r-2"))
    assert (told.outcome, told.request_id, told.record_id) == ("UNPROCESSABLE_ENTITY", "r-2", 5)
    limited = await heard(UPDATE, ProcoreError("Later.", status=429, kind="TOO_MANY_REQUESTS", request_id="r-3"))
    assert (limited.outcome, limited.request_id) == ("TOO_MANY_REQUESTS", "r-3")


@pytest.mark.anyio
async def test_a_lost_answer_is_told_as_that_whether_or_not_there_is_a_tool_to_look_with() -> None:
    for tool in (UPDATE, action(f"PATCH {ONE}", {"rfi_id": {**PATH, "wire": "id"}}, look_with="show_rfi")):
        assert (await heard(tool, OutcomeUnknown("It was lost."))).outcome == "OUTCOME_UNKNOWN"


@pytest.mark.anyio
async def test_a_write_that_its_caller_gave_up_is_told_as_interrupted() -> None:
    events: list[Any] = []
    with anyio.move_on_after(0):
        await act(UPDATE, VALUES, Session("ada", cast("Any", Answering(None))), events.append)
    assert [event.outcome for event in events] == ["INTERRUPTED"]


@pytest.mark.anyio
async def test_a_search_that_is_posted_has_changed_nothing_when_its_answer_is_lost() -> None:
    search = action("POST /rest/v1.0/projects/{project_id}/rfis/search", {"project_id": PROJECT}, safety="read")
    session = Session("ada", cast("Any", Answering(OutcomeUnknown("The change was sent.", hint="Look at it."))))
    with pytest.raises(Unreachable, match=r"gave no whole answer to Do It\. Nothing was changed"):
        await act(search, VALUES, session, [].append)
