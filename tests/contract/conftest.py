"""Both witnesses, read once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

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
    explained: dict[str, str] = _read("explained.json")
    return explained


@pytest.fixture(scope="session")
def awaiting() -> set[str]:
    """Curated actions that the simulator does not know yet."""
    return set(_read("awaiting_contract.json"))


def _read(name: str) -> Any:
    return json.loads(Path(__file__).with_name(name).read_text("utf-8"))
