"""Both witnesses, read once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from procore_mcp.catalog.load import load_catalog
from tests.contract.contract_witness import contract_witnesses
from tests.contract.tool_witness import tool_witnesses
from tests.contract.witness import Witness

Key = tuple[str, str]


@pytest.fixture(scope="session")
def tools() -> dict[Key, list[Witness]]:
    return tool_witnesses(load_catalog())


@pytest.fixture(scope="session")
def contracts() -> dict[Key, Witness]:
    return contract_witnesses()


@pytest.fixture(scope="session")
def explained() -> dict[str, str]:
    """Differences that are meant, each with its reason."""
    explained: dict[str, str] = json.loads(Path(__file__).with_name("explained.json").read_text("utf-8"))
    return explained
