from __future__ import annotations

import base64
import json
import logging

import anyio
import mcp_types
import pytest
from mcp import Client, MCPError

from procore_mcp.engine.answer import Answer
from procore_mcp.engine.consent import Consent
from procore_mcp.engine.session import Session
from procore_mcp.errors import (
    BadArguments,
    ConfirmationRefused,
    ForeignHost,
    MissingExtra,
    NotAllowed,
    OutcomeUnknown,
    ProcoreError,
    ProcoreMcpError,
    RateLimited,
    SignInRequired,
    UnknownTool,
    Unreachable,
)
from procore_mcp.server.app import build_server
from procore_mcp.server.context import Context
from procore_mcp.server.sessions import OneUser
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import SESSION, Act, Arguments, FakeEngine, fake_tool
from tests.server.fake_site import KEY, PIXEL, fake_server


def with_act(act: Act, *, era: Era = "auto", calls_at_once: int = 32) -> Client:
    """A client of a server that lists nothing and knows one tool, `run_act`."""
    engine = FakeEngine({"run_act": act})
    server = build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[KEY], calls_at_once=calls_at_once)
    return Client(server, mode=era)


def answering(data: dict[str, object]) -> Act:
    async def act(arguments: Arguments, consent: Consent) -> Answer:
        return Answer(data)  # type: ignore[arg-type]  # tests may give what JSON does not know

    return act


def raising(error: BaseException) -> Act:
    async def act(arguments: Arguments, consent: Consent) -> Answer:
        raise error

    return act


def text_of(result: mcp_types.CallToolResult) -> str:
    assert isinstance(result.content[0], mcp_types.TextContent)
    return result.content[0].text


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_text_and_structured_content_are_the_same_json(era: Era) -> None:
    data: dict[str, object] = {"items": [{"id": 1, "subject": "Größe \N{HOUSE BUILDING}"}], "page": 1}
    async with with_act(answering(data), era=era) as client:
        result = await client.call_tool("run_act", {})
    assert result.structured_content == data
    assert text_of(result) == json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    assert not result.is_error


@pytest.mark.anyio
async def test_a_known_tool_runs_without_being_listed() -> None:
    async with with_act(answering({"ran": True})) as client:
        assert (await client.list_tools()).tools == []
        assert (await client.call_tool("run_act")).structured_content == {"ran": True}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_an_unknown_tool_is_a_protocol_error_that_names_the_nearest(era: Era) -> None:
    async with Client(fake_server(), mode=era) as client:
        with pytest.raises(MCPError) as refusal:
            await client.call_tool("show_picure", {})
    assert refusal.value.code == mcp_types.INVALID_PARAMS
    assert refusal.value.message == ("There is no tool named 'show_picure'. Nearest: close_rfi, crash_now, say_back.")
    assert refusal.value.data["kind"] == "UNKNOWN_TOOL"


@pytest.mark.anyio
async def test_an_unknown_tool_with_nothing_near_is_named_alone() -> None:
    server = build_server(FakeEngine(), OneUser(SESSION), surface=(), request_state_keys=[KEY])
    async with Client(server) as client:
        with pytest.raises(MCPError, match=r"^There is no tool named 'x'\.$"):
            await client.call_tool("x", {})


@pytest.mark.anyio
async def test_pictures_stand_beside_the_text() -> None:
    async with Client(fake_server()) as client:
        result = await client.call_tool("show_picture", {})
    assert result.structured_content == {"file_name": "pixel.png"}
    picture = result.content[1]
    assert isinstance(picture, mcp_types.ImageContent)
    assert (base64.b64decode(picture.data), picture.mime_type) == (PIXEL, "image/png")


FAILURES: dict[str, tuple[ProcoreMcpError, str]] = {
    "bad arguments": (
        BadArguments("list_rfis", ["`stats` is unknown; try `status`."], hint="See describe_tools."),
        (
            "BAD_ARGUMENTS: list_rfis was not run: `stats` is unknown; try `status`.\nSee describe_tools.\n"
            '{"error":{"kind":"BAD_ARGUMENTS","message":"list_rfis was not run: `stats` is unknown; try `status`.",'
            '"hint":"See describe_tools.","problems":["`stats` is unknown; try `status`."]}}'
        ),
    ),
    "unknown inner tool": (
        UnknownTool("list_rfs", nearest=["list_rfis"]),
        (
            "UNKNOWN_TOOL: There is no tool named 'list_rfs'.\n"
            '{"error":{"kind":"UNKNOWN_TOOL","message":"There is no tool named \'list_rfs\'.","nearest":["list_rfis"]}}'
        ),
    ),
    "not allowed": (
        NotAllowed("This server only reads."),
        'NOT_ALLOWED: This server only reads.\n{"error":{"kind":"NOT_ALLOWED","message":"This server only reads."}}',
    ),
    "not confirmed": (
        ConfirmationRefused("Used already."),
        'NOT_CONFIRMED: Used already.\n{"error":{"kind":"NOT_CONFIRMED","message":"Used already."}}',
    ),
    "foreign host": (
        ForeignHost("That link leaves Procore."),
        (
            "FOREIGN_HOST: That link leaves Procore.\n"
            '{"error":{"kind":"FOREIGN_HOST","message":"That link leaves Procore."}}'
        ),
    ),
    "missing extra": (
        MissingExtra("No PDF reader.", hint="pip install procore-mcp[files]"),
        (
            "MISSING_EXTRA: No PDF reader.\npip install procore-mcp[files]\n"
            '{"error":{"kind":"MISSING_EXTRA","message":"No PDF reader.","hint":"pip install procore-mcp[files]"}}'
        ),
    ),
    "unreachable": (
        Unreachable("No answer."),
        'CONNECTIVITY: No answer.\n{"error":{"kind":"CONNECTIVITY","message":"No answer."}}',
    ),
    "outcome unknown": (
        OutcomeUnknown("The answer was lost.", hint="Look with list_rfis."),
        (
            "OUTCOME_UNKNOWN: The answer was lost.\nLook with list_rfis.\n"
            '{"error":{"kind":"OUTCOME_UNKNOWN","message":"The answer was lost.","hint":"Look with list_rfis."}}'
        ),
    ),
    "refused by Procore": (
        ProcoreError(
            "Subject\n is  too long.",
            status=422,
            kind="UNPROCESSABLE",
            fields={"subject": ["too long"]},
            request_id="r",
        ),
        (
            "UNPROCESSABLE: Subject is too long.\n"
            '{"error":{"kind":"UNPROCESSABLE","message":"Subject\\n is  too long.","status":422,'
            '"fields":{"subject":["too long"]},"request_id":"r"}}'
        ),
    ),
    "rate limited": (
        RateLimited("The hour is used up.", retry_at=1_800_000_000.0),
        (
            "TOO_MANY_REQUESTS: The hour is used up.\n"
            '{"error":{"kind":"TOO_MANY_REQUESTS","message":"The hour is used up.","status":429,"retryable":true,'
            '"retry_at":1800000000.0}}'
        ),
    ),
}


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize("failure", FAILURES)
async def test_a_failure_is_a_result_that_the_model_can_read(failure: str, era: Era) -> None:
    error, text = FAILURES[failure]
    async with with_act(raising(error), era=era) as client:
        result = await client.call_tool("run_act", {})
    assert result.is_error
    assert text_of(result) == text
    assert result.structured_content == json.loads(text.splitlines()[-1]) == {"error": error.describe()}


class NobodySignedIn:
    async def session(self, context: Context) -> Session:
        raise SignInRequired("Nobody is signed in.", hint="Run procore-mcp login.")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_caller_without_a_session_is_told_how_to_sign_in(era: Era) -> None:
    server = build_server(
        FakeEngine(others=(fake_tool("say_back"),)), NobodySignedIn(), surface=(), request_state_keys=[KEY]
    )
    async with Client(server, mode=era) as client:
        result = await client.call_tool("say_back", {})
    assert text_of(result).startswith("SIGN_IN_REQUIRED: Nobody is signed in.\nRun procore-mcp login.\n")


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_the_text_of_an_unexpected_error_stays_in_the_log(era: Era, caplog: pytest.LogCaptureFixture) -> None:
    async with with_act(raising(RuntimeError("postgres://user:hunter2@db")), era=era) as client:
        with pytest.raises(MCPError) as failure:
            await client.call_tool("run_act", {})
    assert failure.value.code == mcp_types.INTERNAL_ERROR
    assert "hunter2" not in str(failure.value.error)
    reference = failure.value.message.split()[-1].rstrip(".")
    (record,) = [entry for entry in caplog.records if entry.name == "procore_mcp.server.safe"]
    assert reference in record.getMessage()
    assert record.levelno == logging.ERROR
    assert record.exc_info is not None


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_pydantic_error_of_ours_is_not_blamed_on_the_client(era: Era) -> None:
    async def act(arguments: Arguments, consent: Consent) -> Answer:
        mcp_types.Tool.model_validate({"name": 1})
        raise AssertionError

    async with with_act(act, era=era) as client:
        with pytest.raises(MCPError) as failure:
            await client.call_tool("run_act", {})
    assert failure.value.code == mcp_types.INTERNAL_ERROR


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_parameters_that_are_no_call_are_still_the_clients_mistake(era: Era) -> None:
    class Nameless(mcp_types.Request[mcp_types.RequestParams, str]):
        method: str = "tools/call"
        params: mcp_types.RequestParams = mcp_types.RequestParams()

    async with Client(fake_server(), mode=era) as client:
        with pytest.raises(MCPError) as failure:
            await client.session.send_request(Nameless(), mcp_types.CallToolResult)  # type: ignore[arg-type]  # malformed on purpose
    assert failure.value.code == mcp_types.INVALID_PARAMS


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_an_answer_that_clients_could_not_take_becomes_an_error(era: Era) -> None:
    async with with_act(answering({"body": "x" * 500_000}), era=era) as client:
        result = await client.call_tool("run_act", {})
    assert text_of(result).startswith(
        "ANSWER_TOO_LARGE: The tool ran, but its answer of 1000 kB is over the 900 kB that clients can take.\n"
    )
    assert result.is_error


@pytest.mark.anyio
async def test_an_answer_just_below_the_limit_arrives_over_the_wire_size_that_clients_take() -> None:
    async with with_act(answering({"body": '"' * 145_000})) as client:
        result = await client.call_tool("run_act", {})
    assert not result.is_error
    assert 850_000 < len(result.model_dump_json()) < 900_000


@pytest.mark.anyio
async def test_an_error_of_any_length_is_cut_down_to_the_fact() -> None:
    error = ProcoreError("Wrong.", status=422, kind="UNPROCESSABLE", fields={"body": ["x" * 500_000]})
    async with with_act(raising(error)) as client:
        result = await client.call_tool("run_act", {})
    assert text_of(result).startswith("ANSWER_TOO_LARGE")


@pytest.mark.anyio
async def test_half_an_emoji_in_a_field_does_not_lose_the_answer() -> None:
    async with with_act(answering({"subject": "cut \ud83d"})) as client:
        result = await client.call_tool("run_act", {})
    assert result.structured_content == {"subject": "cut ?"}


class Gate:
    """Calls stop in front of it; counts who is there."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self.open = anyio.Event()
        self.two_inside = anyio.Event()

    async def act(self, arguments: Arguments, consent: Consent) -> Answer:
        self.inside += 1
        self.most = max(self.most, self.inside)
        if self.inside == 2:
            self.two_inside.set()
        await self.open.wait()
        self.inside -= 1
        return Answer({"passed": True})


@pytest.mark.anyio
async def test_more_calls_than_places_wait_for_their_turn() -> None:
    gate = Gate()
    with anyio.fail_after(10):
        async with with_act(gate.act, calls_at_once=2) as client, anyio.create_task_group() as calls:
            for _ in range(5):
                calls.start_soon(client.call_tool, "run_act", {})
            await gate.two_inside.wait()
            await anyio.wait_all_tasks_blocked()
            assert gate.inside == 2
            gate.open.set()
    assert gate.most == 2


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_call_that_the_client_gives_up_ends_and_frees_its_place(era: Era) -> None:
    entered, ended = anyio.Event(), anyio.Event()

    async def act(arguments: Arguments, consent: Consent) -> Answer:
        if arguments.get("subject") == "quick":
            return Answer({"quick": True})
        entered.set()
        try:
            await anyio.sleep_forever()
        finally:
            ended.set()
        raise AssertionError

    with anyio.fail_after(10):
        async with with_act(act, era=era, calls_at_once=1) as client:
            async with anyio.create_task_group() as calls:
                calls.start_soon(client.call_tool, "run_act", {})
                await entered.wait()
                calls.cancel_scope.cancel()
            await ended.wait()
            assert (await client.call_tool("run_act", {"subject": "quick"})).structured_content == {"quick": True}


@pytest.mark.anyio
async def test_the_engine_gets_the_session_of_the_caller() -> None:
    engine = FakeEngine(others=(fake_tool("say_back"),))
    async with Client(build_server(engine, OneUser(SESSION), surface=(), request_state_keys=[KEY])) as client:
        await client.call_tool("say_back", {"subject": "hello"})
    assert engine.users == [SESSION.user]
