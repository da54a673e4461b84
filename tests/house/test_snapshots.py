"""The public face of every curated toolset. A change of it is a change for clients, so a person says yes to it:

UPDATE_SNAPSHOTS=1 pytest tests/house
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.house.face import CATALOG, face

SNAPSHOTS = Path(__file__).parent.parent / "snapshots" / "tools"
TOOLSETS = [toolset.name for toolset in CATALOG.toolsets.values() if toolset.tier == "curated"]
MUST_UPDATE = os.environ.get("UPDATE_SNAPSHOTS") == "1"
HOW = "UPDATE_SNAPSHOTS=1 pytest tests/house"


@pytest.fixture(scope="module", autouse=True)
def updated() -> None:
    """Written anew on demand, without those of toolsets that are gone."""
    if not MUST_UPDATE:
        return
    SNAPSHOTS.mkdir(parents=True, exist_ok=True)
    for path in SNAPSHOTS.glob("*.json"):
        path.unlink()
    for toolset in TOOLSETS:
        (SNAPSHOTS / f"{toolset}.json").write_text(shown(toolset), encoding="utf-8")


def shown(toolset: str) -> str:
    """One tool per line, so that a diff names the tools that changed."""
    tools = [face(CATALOG.tools[name]) for name in CATALOG.toolsets[toolset].tools]
    return "[\n" + ",\n".join(json.dumps(tool, ensure_ascii=False) for tool in tools) + "\n]\n"


@pytest.mark.parametrize("toolset", TOOLSETS)
def test_the_face_of_a_toolset_is_the_one_that_was_agreed(toolset: str):
    path = SNAPSHOTS / f"{toolset}.json"
    assert path.exists(), f"New toolset: {HOW}"
    assert json.loads(path.read_text(encoding="utf-8")) == json.loads(shown(toolset)), f"If it is meant: {HOW}"


def test_no_snapshot_outlives_its_toolset():
    assert {path.stem for path in SNAPSHOTS.glob("*.json")} == set(TOOLSETS), HOW
