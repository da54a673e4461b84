"""The schema that editors complete tool files from."""

from __future__ import annotations

import json
import runpy
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from procore_mcp.catalog.format_schema import FILE_NAME, format_schema
from procore_mcp.catalog.load import tool_folder
from tests.catalog.folder import FILES

MODULE = "procore_mcp.catalog.format_schema"


def test_the_written_schema_is_that_of_the_models():
    written = (tool_folder() / FILE_NAME).read_text(encoding="utf-8")
    assert written == format_schema(), f"Run `python -m {MODULE}` and commit {FILE_NAME}."


def test_it_accepts_what_the_loader_accepts():
    validator = Draft202012Validator(json.loads(format_schema()))
    apart = {FILE_NAME, "_glossary.json"}  # the glossary is a flat list of words, without a key for its format
    ours = [path for path in tool_folder().glob("*.json") if path.name not in apart]
    for content in [*FILES.values(), *(json.loads(path.read_text(encoding="utf-8")) for path in ours)]:
        validator.validate(content)


def test_the_command_writes_it_into_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "procore_mcp" / "tool_schemas").mkdir(parents=True)
    monkeypatch.setattr("procore_mcp.__file__", str(tmp_path / "procore_mcp" / "__init__.py"))
    monkeypatch.delitem(sys.modules, MODULE)
    runpy.run_module(MODULE, run_name="__main__")
    assert (tmp_path / "procore_mcp" / "tool_schemas" / FILE_NAME).read_text(encoding="utf-8") == format_schema()
