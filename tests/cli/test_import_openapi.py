"""`procore-mcp import-openapi`, on a folder of its own and on the tools that we ship."""

from __future__ import annotations

from pathlib import Path

import pytest

from procore_mcp.catalog.load import tool_folder
from tests.catalog.folder import written
from tests.catalog.openapi.published import DOCUMENT, LIST, changed, saved
from tests.catalog.openapi.test_malformed import bytes_of
from tests.cli.conftest import Run, process


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "tools"
    place.mkdir()
    return written(place)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    return saved(DOCUMENT, tmp_path / "document.json")


def test_it_writes_the_tier_and_says_what_is_new(run: Run, document: Path, folder: Path):
    result = run("import-openapi", str(document), "--tools", str(folder))
    assert result.exit_code == 0
    *changes, counts, summary = result.stdout.splitlines()
    assert f"GET {LIST}: a new action" in changes
    assert (len(changes), counts) == (20, "20 added")
    assert summary == "20 actions: 16 generated tools, 1 older versions left out."
    assert (folder / "api" / "more_site_walk.json").exists()


def test_again_it_finds_nothing_new(run: Run, document: Path, folder: Path):
    run("import-openapi", str(document), "--tools", str(folder))
    assert run("import-openapi", str(document), "--tools", str(folder)).stdout.startswith("No differences.\n")
    check = run("import-openapi", str(document), "--tools", str(folder), "--check")
    assert (check.exit_code, check.stdout) == (0, "No differences.\n")


def test_a_check_reports_what_was_planted_and_writes_nothing(run: Run, document: Path, folder: Path, tmp_path: Path):
    run("import-openapi", str(document), "--tools", str(folder))
    before = bytes_of(folder)
    newer = saved(changed({f"paths > {LIST} > get > deprecated": True}), tmp_path / "newer.json")
    check = run("import-openapi", str(newer), "--tools", str(folder), "--check")
    assert check.exit_code == 1
    assert check.stdout == f"GET {LIST} (list_site_walks): newly deprecated\n1 deprecated\n"
    assert bytes_of(folder) == before


def test_a_check_against_our_own_tools_needs_no_folder(run: Run, document: Path):
    """Of our own tools, nothing that the small document says is there, and the other way round."""
    before = bytes_of(tool_folder() / "api")
    check = run("import-openapi", str(document), "--check")
    assert check.exit_code == 1
    assert f"GET {LIST}: a new action" in check.stdout
    assert "no longer documented" in check.stdout
    assert bytes_of(tool_folder() / "api") == before


def test_a_document_that_does_not_add_up_is_an_error_of_its_own(folder: Path, tmp_path: Path):
    """2, so that a script never takes it for a difference; what is wrong is told without a traceback."""
    spoiled = saved(changed({"paths": []}), tmp_path / "spoiled.json")
    failed = process("import-openapi", str(spoiled), "--tools", str(folder), "--check")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.startswith("BAD_DOCUMENT: paths: an object belongs here")
    assert "Traceback" not in failed.stderr


def test_a_document_that_is_not_there_is_named_as_it_was_given(run: Run, tmp_path: Path):
    result = run("import-openapi", str(tmp_path / "none.json"))
    assert result.exit_code == 2
    assert f"'{tmp_path / 'none.json'}' does not exist" in result.output.replace("\n", " ")
