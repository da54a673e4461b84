from __future__ import annotations

import anyio
import mcp_types
import pytest
from mcp import Client, MCPError
from mcp.client.session import ClientRequestContext

from procore_mcp.api.messages import Json
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import CannotAsk, Consent, Preview
from procore_mcp.server.app import build_server
from procore_mcp.server.question import question
from procore_mcp.server.sessions import OneUser
from procore_mcp.state.open import open_state
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, Act, Arguments, FakeEngine, confirmation_of
from tests.server.fake_site import KEY

YES = mcp_types.ElicitResult(action="accept", content={"confirm": True})


class Person:
    """Answers every question in the same way and remembers the words."""

    def __init__(self, answer: mcp_types.ElicitResult | mcp_types.ErrorData) -> None:
        self.answer = answer
        self.asked: list[mcp_types.ElicitRequestParams] = []

    async def __call__(
        self, context: ClientRequestContext, params: mcp_types.ElicitRequestParams
    ) -> mcp_types.ElicitResult | mcp_types.ErrorData:
        self.asked.append(params)
        return self.answer


class Door:
    """A tool that asks before it closes something; `hidden` is what its preview leaves out."""

    def __init__(self) -> None:
        self.closed: list[str] = []
        self.state = open_state("sqlite://")
        self.hidden = "a file"

    async def act(self, arguments: Arguments, consent: Consent) -> Answer:
        what = str(arguments.get("subject"))
        request: dict[str, Json] = {"method": "PATCH", "path": "/rfis/1", "body": {"subject": what}}
        try:
            await consent.obtain(
                Preview("close_door", "Close door", f"Close {what}.", request),
                confirmation_of("close_door", {**arguments, "file": self.hidden}, self.state),
            )
        except CannotAsk:
            return Answer({"status": "confirmation_needed"})
        self.closed.append(what)
        return Answer({"closed": what})


def serving(
    act: Act, *, era: Era = "auto", person: Person | None = None, key: bytes = KEY, at_once: int = 32
) -> Client:
    engine = FakeEngine({"close_door": act, "say_back": _say_back})
    server = build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[key], calls_at_once=at_once)
    return Client(server, mode=era, elicitation_callback=person)


async def _say_back(arguments: Arguments, consent: Consent) -> Answer:
    return Answer({"said": str(arguments.get("subject"))})


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_yes_lets_the_call_run(era: Era) -> None:
    door, person = Door(), Person(YES)
    async with serving(door.act, era=era, person=person) as client:
        result = await client.call_tool("close_door", {"subject": "gate 3"})
    assert result.structured_content == {"closed": "gate 3"}
    assert door.closed == ["gate 3"]
    (asked,) = person.asked
    assert isinstance(asked, mcp_types.ElicitRequestFormParams)
    assert asked.message == "Close gate 3.\n\nmethod: PATCH\npath: /rfis/1\nbody.subject: gate 3"
    assert list(asked.requested_schema["properties"]) == ["confirm"]


NO = {
    "declined": mcp_types.ElicitResult(action="decline"),
    "closed the form": mcp_types.ElicitResult(action="cancel"),
    "sent the form with no": mcp_types.ElicitResult(action="accept", content={"confirm": False}),
    "sent something else": mcp_types.ElicitResult(action="accept", content={"confirm": "true"}),
    "sent an empty form": mcp_types.ElicitResult(action="accept"),
}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("answer", NO)
async def test_anything_but_a_yes_stops_the_call(answer: str, era: Era) -> None:
    door = Door()
    async with serving(door.act, era=era, person=Person(NO[answer])) as client:
        result = await client.call_tool("close_door", {"subject": "gate 3"})
    assert result.is_error
    assert result.structured_content is not None
    assert result.structured_content["error"]["kind"] == "NOT_CONFIRMED"
    assert door.closed == []


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_client_without_forms_is_not_asked(era: Era) -> None:
    door = Door()
    async with serving(door.act, era=era) as client:
        result = await client.call_tool("close_door", {"subject": "gate 3"})
    assert result.structured_content == {"status": "confirmation_needed"}
    assert door.closed == []


@pytest.mark.anyio
async def test_a_client_that_fails_to_show_the_form_counts_as_one_that_cannot() -> None:
    door = Door()
    broken = Person(mcp_types.ErrorData(code=mcp_types.INTERNAL_ERROR, message="no window"))
    async with serving(door.act, era="legacy", person=broken) as client:
        result = await client.call_tool("close_door", {"subject": "gate 3"})
    assert result.structured_content == {"status": "confirmation_needed"}
    assert door.closed == []


@pytest.mark.anyio
async def test_other_calls_run_while_a_person_thinks() -> None:
    door, thinking, decided = Door(), anyio.Event(), anyio.Event()

    class Slow(Person):
        async def __call__(
            self, context: ClientRequestContext, params: mcp_types.ElicitRequestParams
        ) -> mcp_types.ElicitResult | mcp_types.ErrorData:
            thinking.set()
            await decided.wait()
            return self.answer

    with anyio.fail_after(10):
        async with (
            serving(door.act, era="legacy", person=Slow(YES), at_once=1) as client,
            anyio.create_task_group() as calls,
        ):
            calls.start_soon(client.call_tool, "close_door", {"subject": "gate 3"})
            await thinking.wait()
            assert (await client.call_tool("say_back", {"subject": "hello"})).structured_content == {"said": "hello"}
            decided.set()
    assert door.closed == ["gate 3"]


async def first_round(client: Client, subject: str = "gate 3") -> mcp_types.InputRequiredResult:
    asked = await client.session.call_tool("close_door", {"subject": subject}, allow_input_required=True)
    assert isinstance(asked, mcp_types.InputRequiredResult)
    assert asked.request_state is not None
    return asked


async def second_round(
    client: Client, state: str | None, subject: str = "gate 3"
) -> mcp_types.CallToolResult | mcp_types.InputRequiredResult:
    return await client.session.call_tool(
        "close_door",
        {"subject": subject},
        input_responses={"confirm": YES},
        request_state=state,
        allow_input_required=True,
    )


@pytest.mark.anyio
async def test_a_question_of_one_replica_is_answered_at_another_with_the_same_key() -> None:
    door = Door()
    async with serving(door.act, person=Person(YES)) as one, serving(door.act, person=Person(YES)) as other:
        asked = await first_round(one)
        result = await second_round(other, asked.request_state)
    assert isinstance(result, mcp_types.CallToolResult)
    assert door.closed == ["gate 3"]


@pytest.mark.anyio
async def test_the_state_of_a_question_tells_the_client_nothing() -> None:
    async with serving(Door().act, person=Person(YES)) as client:
        first, again = await first_round(client), await first_round(client)
    assert first.request_state != again.request_state


@pytest.mark.anyio
async def test_a_changed_state_other_arguments_or_a_foreign_key_are_refused() -> None:
    door = Door()
    foreign = serving(door.act, person=Person(YES), key=b"another key that is 32 bytes or longer")
    async with serving(door.act, person=Person(YES)) as client, foreign as stranger:
        state = (await first_round(client)).request_state or ""
        for where, changed, subject in (
            (client, state[:-2] + "AA", "gate 3"),
            (client, state, "gate 4"),
            (stranger, state, "gate 3"),
        ):
            with pytest.raises(MCPError, match="Invalid or expired requestState"):
                await second_round(where, changed, subject)
    assert door.closed == []


@pytest.mark.anyio
async def test_a_yes_without_the_state_of_the_question_is_asked_for_again() -> None:
    door = Door()
    async with serving(door.act, person=Person(YES)) as client:
        assert isinstance(await second_round(client, None), mcp_types.InputRequiredResult)
    assert door.closed == []


@pytest.mark.anyio
async def test_a_yes_counts_once() -> None:
    door = Door()
    async with serving(door.act, person=Person(YES)) as client:
        asked = await first_round(client)
        assert isinstance(await second_round(client, asked.request_state), mcp_types.CallToolResult)
        assert isinstance(await second_round(client, asked.request_state), mcp_types.InputRequiredResult)
    assert door.closed == ["gate 3"]


@pytest.mark.anyio
async def test_a_yes_binds_what_its_question_does_not_show() -> None:
    """Files and secrets are named in a question, not spelled out."""
    door = Door()
    async with serving(door.act, person=Person(YES)) as client:
        asked = await first_round(client)
        door.hidden = "another file of the same name and size"
        assert isinstance(await second_round(client, asked.request_state), mcp_types.InputRequiredResult)
    assert door.closed == []


def test_a_question_says_every_fact_in_words() -> None:
    preview = Preview(
        "send_rfi",
        "Send RFI",
        "Send RFI 7 to two people.",
        {
            "body": {"draft": False, "private": True, "due": None, "to": [3, {"id": 4}], "tags": [], "text": "a\n b"},
            "custom_field_1\nbody.draft": "yes",
            "k" * 301: 1,
        },
    )
    assert question(preview).message.splitlines() == [
        "Send RFI 7 to two people.",
        "",
        "body.draft: no",
        "body.private: yes",
        "body.due: (empty)",
        "body.to.1: 3",
        "body.to.2.id: 4",
        "body.tags: (empty)",
        "body.text: a b",
        "custom_field_1 body.draft: yes",
        f"{'k' * 300}… (301 characters): 1",
    ]


def test_a_question_stays_readable_for_a_huge_request() -> None:
    preview = Preview("x_y", "X", "Do X.", {"text": "a" * 301, **{f"n{number}": number for number in range(60)}})
    lines = question(preview).message.splitlines()
    assert lines[2] == f"text: {'a' * 300}… (301 characters)"
    assert lines[-1] == "… and 21 more values"
    assert len(lines) == 43
