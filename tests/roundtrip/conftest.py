"""Every tool is called once for all tests: through a client of the SDK, the server and the client of Procore."""

from __future__ import annotations

import json
from pathlib import Path

import anyio
import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.select import select
from tests.roundtrip.document import PATH, Document, document
from tests.roundtrip.door import open_door
from tests.roundtrip.recorder import Recorder
from tests.roundtrip.rounds import Rounds, noun

PATIENCE = 300.0  # seconds for all of them, on a slow machine under the eyes of a coverage tool


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return load_catalog()


@pytest.fixture(scope="session")
def procore() -> Document:
    if not PATH.is_file():
        pytest.skip("the document is not beside this checkout; tests/wire hold without it")
    return document()


@pytest.fixture(scope="session")
def rounds(catalog: Catalog, procore: Document) -> Rounds:
    made = Rounds(catalog, procore)

    async def go() -> None:
        with anyio.fail_after(PATIENCE):
            async with open_door(catalog, Recorder(procore), select(catalog, toolsets=["all"])) as door:
                await made.run(door)

    anyio.run(go)
    return made


@pytest.fixture(scope="session")
def explained() -> dict[str, set[str]]:
    """Tools, and what the document does not say of them; `{noun}` is the tool's name without its verb."""
    found: dict[str, set[str]] = {}
    for entry in json.loads(Path(__file__).with_name("explained.json").read_text("utf-8")):
        for tool in entry["tools"]:
            found.setdefault(tool, set()).update(told.format(noun=noun(tool)) for told in entry["differences"])
    return found
