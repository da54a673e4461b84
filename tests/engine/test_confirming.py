"""Commits and deletes ask first."""

from __future__ import annotations

from typing import Any

import pytest

from procore_mcp.engine.confirmation import Confirmation
from procore_mcp.engine.consent import Preview
from procore_mcp.engine.engine import Engine
from procore_mcp.engine.tokens import tokens
from procore_mcp.errors import ConfirmationRefused
from tests.engine.canned import CannedProcore, engine, session

RECYCLE = "/rest/v1.0/projects/42/rfis/5/recycle"
RECYCLING = {"rfi_id": 5}


async def token_of(runs: Engine, **more: Any) -> str:
    offer = await runs.call("recycle_rfi", RECYCLING, session(CannedProcore(), **more))
    return str(offer.data["confirmation"])


@pytest.mark.anyio
async def test_without_a_person_to_ask_nothing_is_sent_and_a_preview_comes_back() -> None:
    procore = CannedProcore({RECYCLE: {}})
    offer = await engine().call("recycle_rfi", RECYCLING, session(procore))
    assert procore.sent == []
    assert offer.data["status"] == "confirmation_needed"
    assert offer.data["summary"] == "Recycle RFI in project 42: rfi_id 5."
    assert offer.data["request"] == {"method": "PATCH", "path": RECYCLE}


@pytest.mark.anyio
async def test_the_preview_of_a_body_shows_every_field_that_would_be_sent() -> None:
    arguments = {"rfi_id": 5, "subject": "S" * 100}
    offer = await engine().call("update_rfi", arguments, session(CannedProcore()))
    request: Any = offer.data["request"]
    assert request["body"] == {"rfi": {"subject": "S" * 100}}
    assert request["query"] == ["run_configurable_validations=true"]
    assert "S" * 79 + "…" in str(offer.data["summary"])


@pytest.mark.anyio
async def test_the_preview_of_a_change_without_end_keeps_its_token_and_says_what_it_leaves_out() -> None:
    rows = [{"name": f"Tower {number}", "description": "x" * 900} for number in range(1_000)]
    runs, procore = engine(), CannedProcore({"/rest/v1.0/projects/sync": {"entities": [], "errors": []}})
    offer = await runs.call("sync_projects", {"projects": rows}, session(procore, result_tokens=100_000))
    assert tokens(offer.data) <= 6_000
    request: Any = offer.data["request"]
    shown = request["body"]["updates"]
    assert shown == rows[: len(shown)]
    assert f"only the first {len(shown)} of 1,000 items are shown" in str(request)
    token = offer.data["confirmation"]
    await runs.call("sync_projects", {"projects": rows, "confirmation": token}, session(procore, result_tokens=100_000))
    sent: Any = procore.sent[0].body
    assert sent.value["updates"] == rows


@pytest.mark.anyio
async def test_the_token_of_the_preview_runs_the_call_once() -> None:
    procore, runs = CannedProcore({RECYCLE: {}}), engine()
    token = await token_of(runs)
    answer = await runs.call("recycle_rfi", {**RECYCLING, "confirmation": token}, session(procore))
    assert answer.data["done"] is True
    assert [request.path for request in procore.sent] == [RECYCLE]
    with pytest.raises(ConfirmationRefused, match="was used already"):
        await runs.call("recycle_rfi", {**RECYCLING, "confirmation": token}, session(procore))
    assert len(procore.sent) == 1


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("tool", "arguments", "who"),
    [
        ("recycle_rfi", {"rfi_id": 6}, {}),
        ("recycle_rfi", {"rfi_id": 5, "project_id": 43}, {}),
        ("recycle_rfi", {"rfi_id": 5}, {"company_id": 8}),
        ("recycle_rfi", {"rfi_id": 5}, {"user": "bob"}),
        ("update_rfi", {"rfi_id": 5}, {}),
    ],
)
async def test_a_token_fits_only_the_call_that_was_previewed(
    tool: str, arguments: dict[str, Any], who: dict[str, Any]
) -> None:
    procore, runs = CannedProcore(), engine()
    token = await token_of(runs)
    with pytest.raises(ConfirmationRefused, match="belongs to another call"):
        await runs.call(tool, {**arguments, "confirmation": token}, session(procore, **who))
    assert procore.sent == []


@pytest.mark.anyio
async def test_a_made_up_token_is_refused() -> None:
    procore = CannedProcore()
    with pytest.raises(ConfirmationRefused, match="never given out"):
        await engine().call("recycle_rfi", {**RECYCLING, "confirmation": "yes"}, session(procore))
    assert procore.sent == []


@pytest.mark.anyio
async def test_a_person_who_agrees_is_shown_the_preview_and_the_call_runs() -> None:
    shown: list[Preview] = []

    class Agreeing:
        async def obtain(self, preview: Preview, confirmation: Confirmation) -> None:
            shown.append(preview)

    procore = CannedProcore({RECYCLE: {}})
    await engine().call("run_delete", {"tool": "recycle_rfi", "arguments": RECYCLING}, session(procore), Agreeing())
    assert [preview.summary for preview in shown] == ["Recycle RFI in project 42: rfi_id 5."]
    assert [request.path for request in procore.sent] == [RECYCLE]


@pytest.mark.anyio
async def test_confirmations_can_be_switched_off() -> None:
    procore = CannedProcore({RECYCLE: {}})
    await engine().call("recycle_rfi", RECYCLING, session(procore, confirm="never"))
    assert len(procore.sent) == 1
