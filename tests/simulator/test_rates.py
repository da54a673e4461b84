"""Two limits at once, told by whichever is nearer."""

from __future__ import annotations

import httpx2
import pytest

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

ME = "/rest/v1.0/me"


def told(answer: httpx2.Response) -> tuple[int, int, int]:
    """Limit, remaining, and seconds of the reset."""
    names = ("Limit", "Remaining", "Reset")
    limit, remaining, reset = (int(answer.headers[f"X-Rate-Limit-{name}"]) for name in names)
    return limit, remaining, reset


@pytest.mark.anyio
async def test_headers_tell_the_spike_limit_until_the_hour_is_nearly_used(
    procore: Visitor, simulator: Simulator, clock: SteppableClock
) -> None:
    simulator.settings.hourly_limit, simulator.settings.spike_limit = 6, 4
    noon = int(clock())
    first = await procore.ask("GET", ME)
    assert told(first) == (4, 3, noon + 10)
    for _ in range(2):
        await procore.ask("GET", ME)
    clock.advance(10)
    assert told(await procore.ask("GET", ME)) == (6, 2, noon + 3600)


@pytest.mark.anyio
async def test_windows_begin_at_whole_hours_and_tens_of_seconds(
    procore: Visitor, simulator: Simulator, clock: SteppableClock
) -> None:
    simulator.settings.spike_limit = 1
    clock.advance(9.5)
    assert (await procore.ask("GET", ME)).status_code == 200
    refused = await procore.ask("GET", ME)
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "1"
    clock.advance(0.5)
    assert (await procore.ask("GET", ME)).status_code == 200


@pytest.mark.anyio
async def test_a_used_up_hour_is_told_with_its_own_reset(
    procore: Visitor, simulator: Simulator, clock: SteppableClock
) -> None:
    simulator.settings.hourly_limit = 1
    noon = int(clock())
    await procore.ask("GET", ME)
    refused = await procore.ask("GET", ME)
    assert told(refused) == (1, 0, noon + 3600)
    assert refused.headers["Retry-After"] == "3600"


@pytest.mark.anyio
async def test_retry_after_can_be_left_out(procore: Visitor, simulator: Simulator) -> None:
    simulator.settings.spike_limit, simulator.settings.retry_after = 0, False
    refused = await procore.ask("GET", ME)
    assert refused.status_code == 429
    assert "Retry-After" not in refused.headers
    assert "X-Rate-Limit-Reset" in refused.headers


@pytest.mark.anyio
async def test_refused_requests_and_sign_ins_count_too(
    procore: Visitor, login: httpx2.AsyncClient, simulator: Simulator
) -> None:
    simulator.settings.spike_limit = 3
    assert told(await procore.ask("GET", "/rest/v1.0/nothing"))[1] == 2
    assert told(await login.post("/oauth/token"))[1] == 1
    assert told(await procore.ask("GET", ME))[1] == 0


@pytest.mark.anyio
async def test_v2_answers_429_in_its_own_shape(procore: Visitor, simulator: Simulator) -> None:
    simulator.settings.spike_limit = 0
    refused = await procore.ask("GET", "/rest/v2.0/companies/{company}/projects/{project}/coordination_issues")
    assert refused.json()["error"]["details"][0]["reason_code"] == "TOO_MANY_REQUESTS"


@pytest.mark.anyio
async def test_cleared_windows_start_empty(procore: Visitor, simulator: Simulator) -> None:
    simulator.settings.spike_limit = 2
    await procore.ask("GET", ME)
    simulator.rates.clear()
    assert told(await procore.ask("GET", ME))[1] == 1


@pytest.mark.anyio
async def test_every_answer_has_a_request_id_of_its_own(procore: Visitor, login: httpx2.AsyncClient) -> None:
    answers = [await procore.ask("GET", ME), await procore.ask("GET", "/nowhere"), await login.get("/oauth/token/info")]
    assert len({answer.headers["X-Request-Id"] for answer in answers}) == 3


def test_a_clock_only_moves_forward(clock: SteppableClock) -> None:
    with pytest.raises(ValueError, match="forward"):
        clock.advance(-1)
