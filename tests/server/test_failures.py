from __future__ import annotations

import json
import logging

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
from tests.server.acting import raising, text_of, with_act
from tests.server.eras import ERAS, Era
from tests.server.fake_engine import Arguments, FakeEngine, fake_tool
from tests.server.fake_site import KEY, fake_server

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
async def test_an_error_of_any_length_is_cut_down_to_the_fact() -> None:
    error = ProcoreError("Wrong.", status=422, kind="UNPROCESSABLE", fields={"body": ["x" * 500_000]})
    async with with_act(raising(error)) as client:
        result = await client.call_tool("run_act", {})
    assert text_of(result).startswith("ANSWER_TOO_LARGE")
