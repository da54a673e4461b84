"""Public client libraries, unmodified apart from addresses: what works with Procore works here."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import anyio
import pytest

from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.serving import running
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World, build_world
from tests.conformance.node import installed, node_path
from tests.e2e.rfi import DALE
from tests.simulator.conftest import TODAY

HERE = Path(__file__).parent
JS_SDK = {"@procore/js-sdk": "4.0.2"}
PATIENCE = 60.0  # real seconds for one script


@pytest.fixture(scope="module")
def world() -> World:
    return build_world(1, TODAY)


@pytest.fixture
async def simulator(world: World) -> AsyncIterator[tuple[Simulator, Facts]]:
    simulator = Simulator(world, lambda: 1_789_990_000.0)
    async with running(simulator) as facts:
        yield simulator, facts


async def told_by(*command: str, path: str = os.defpath) -> str:
    with anyio.fail_after(PATIENCE):
        done = await anyio.run_process(command, env={**os.environ, "PATH": path}, check=False)
    assert done.returncode == 0, done.stderr.decode()[-2000:] + done.stdout.decode()[-2000:]
    return done.stdout.decode()


def ids(simulator: Simulator, collection: str, project_id: int) -> set[int]:
    rows = simulator.store.all(collection)
    return {row.id for row in rows if row.data.get("_project_id") == project_id and not row.recycled}


@pytest.mark.anyio
async def test_procores_own_sdk_for_javascript_works(simulator: tuple[Simulator, Facts]) -> None:
    procore, facts = simulator
    procore.settings.auto_approve = True
    before = {name: ids(procore, name, facts.project_id) for name in ("rfis", "submittals")}
    path = node_path()
    told: dict[str, Any] = json.loads(
        await told_by("node", str(HERE / "js_sdk.mjs"), str(installed(JS_SDK, path)), as_json(facts), path=path)
    )
    assert told["refreshed"]
    assert "Calloway Ridge Builders" in told["companies"]
    assert facts.project_id in told["projects"]
    assert set(told["rfis"]) == before["rfis"]
    assert len(told["rfis"]) == told["total"] == len(before["rfis"])
    assert set(told["submittals"]) <= before["submittals"]
    assert told["rfi"]["read"]["subject"] == "Slab edge at grid C"
    assert told["submittal"]["read"]["title"] == "Firestop shop drawings"
    assert told["folder"]["read"]["name"] == "12 Handover"


@pytest.mark.anyio
async def test_a_library_for_python_that_others_wrote_works(simulator: tuple[Simulator, Facts], tmp_path: Path) -> None:
    """It signs in as a service at the API's own address, and often names the company in the query alone."""
    procore, facts = simulator
    procore.settings.basic_at_token = procore.settings.login_on_api_host = True
    procore.settings.company_header, procore.settings.company_from_address = False, True
    before = {name: ids(procore, name, facts.project_id) for name in ("rfis", "submittals")}
    report, answer = tmp_path / "air balance.txt", tmp_path / "told.json"
    report.write_text("All terminals within ten percent.", encoding="utf-8")
    await told_by(sys.executable, str(HERE / "pro_py_core.py"), as_json(facts), str(report), str(answer))
    told: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    assert "Calloway Ridge Builders" in told["companies"]
    assert facts.project_id in told["projects"]
    assert set(told["rfis"]) == before["rfis"]
    assert told["rfi"]["id"] in before["rfis"]
    assert set(told["submittals"]) == before["submittals"]
    assert told["submittal"]["id"] in before["submittals"]
    assert told["folder"]["name"] == "13 Commissioning"
    assert (told["file"]["name"], told["file"]["size"]) == ("air balance.txt", report.stat().st_size)


def as_json(facts: Facts) -> str:
    return json.dumps({**asdict(facts), "assignee_id": DALE})
