"""Every way in which tool files may not add up, and what the author is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.load import load_catalog
from procore_mcp.errors import BadToolFile
from tests.catalog.folder import RFIS, loaded, written

CASES = json.loads(Path(__file__).with_name("refusals.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_what_does_not_add_up_stops_the_start(tmp_path: Path, case: dict[str, Any]):
    with pytest.raises(BadToolFile) as refused:
        loaded(tmp_path, case["changes"])
    assert case["place"] in refused.value.place
    assert case["problem"] in refused.value.message
    assert refused.value.place.split(":")[0] in {"rfis.json", "discovery.json", "_surface.json", "_thesaurus.json"}
    assert refused.value.hint


def test_the_fix_names_what_was_probably_meant(tmp_path: Path):
    with pytest.raises(BadToolFile) as refused:
        loaded(tmp_path, {"rfis.json/actions/list_rfis/saftey_reason": "x"})
    assert refused.value.hint == "Remove it. Did you mean safety_reason?"


def refusal_of_text(folder: Path, text: str | bytes) -> BadToolFile:
    written(folder)
    content = text.encode() if isinstance(text, str) else text
    (folder / "rfis.json").write_bytes(content)
    with pytest.raises(BadToolFile) as refused:
        load_catalog(folder)
    return refused.value


def test_broken_json_is_shown_by_line_and_column(tmp_path: Path):
    refused = refusal_of_text(tmp_path, '{\n  "toolset": "rfis",\n  "title" "RFIs"\n}')
    assert refused.place == "rfis.json: line 3, column 11"
    assert "no JSON" in refused.message


def test_text_that_is_not_utf8_is_refused(tmp_path: Path):
    assert "UTF-8" in refusal_of_text(tmp_path, b'{"title": "\xff"}').message


def test_a_file_that_holds_no_object_is_refused(tmp_path: Path):
    assert refusal_of_text(tmp_path, "[]").place == "rfis.json"


@pytest.mark.parametrize(
    ("spoilt", "place"),
    [
        ('"safety": "read", "safety": "commit"', "actions.show_rfi.safety"),
        ('"safety": "read", "look": [{"a": 1}, {"b": 1, "b": 2}]', "actions.show_rfi.look.b"),
    ],
)
def test_a_key_that_repeats_is_found_where_it_is(tmp_path: Path, spoilt: str, place: str):
    text = json.dumps({**RFIS, "actions": {"show_rfi": {"safety": "read"}}}).replace('"safety": "read"', spoilt)
    refused = refusal_of_text(tmp_path, text)
    assert refused.place == f"rfis.json: {place}"
    assert "twice" in refused.message


def test_two_files_of_one_toolset_are_refused(tmp_path: Path):
    (extra := tmp_path / "extra").mkdir()
    (extra / "rfis.json").write_text(json.dumps({**RFIS, "actions": {}, "workflows": {}}), encoding="utf-8")
    with pytest.raises(BadToolFile, match="another file has the toolset 'rfis'"):
        load_catalog(written(tmp_path), extra=[extra])
