"""Everything that Procore documents and others offer has its tool; the account of it cannot be wrong unnoticed."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from procore_mcp.catalog.coverage.page import page
from procore_mcp.catalog.coverage.read import read_coverage
from procore_mcp.catalog.coverage.report import Coverage
from procore_mcp.catalog.coverage.required import Required
from procore_mcp.catalog.load import tool_folder
from procore_mcp.catalog.openapi.documented_action import anonymous
from tests.cli.conftest import Run

COVERAGE = read_coverage()
BESIDE = Path(__file__).parents[3] / "shared" / "procore"
HOOKS = "/rest/v2.0/companies/{company_id}/webhooks/hooks"


def with_row(row: Required) -> Coverage:
    rows = [*COVERAGE.required.rows, row]
    return replace(COVERAGE, required=COVERAGE.required.model_copy(update={"rows": rows}))


def test_nothing_is_missing() -> None:
    assert [*COVERAGE.missing()] == []


def test_every_wanted_thing_has_a_tool_or_belongs_to_signing_in_or_says_why_not() -> None:
    plain = [row for row in COVERAGE.rows if not row.tools]

    assert {row.service.call.partition(" /")[2].split("/")[0] for row in plain if row.service} == {"oauth"}
    assert [row.required.wants for row in plain if not row.service and not row.required.why] == []
    assert Counter(row.required.kind for row in COVERAGE.rows)["gap"] == 3


def test_no_call_has_two_tools_without_a_reason() -> None:
    assert {service.call for service in COVERAGE.shared} == COVERAGE.required.shared.keys()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Required(source="domo", wants="Weddings", call="GET /rest/v1.0/weddings"), "no tool makes GET /rest/v1.0/we"),
        (Required(source="domo", wants="Weddings", call=f"GET {HOOKS}", also=["PUT /rest/v1.0/w"]), "Weddings"),
        (Required(source="domo", wants="Weddings"), "no tool makes it"),
        (Required(source="domo", wants="Weddings", kind="workflow", why="Ours.", tools=["marry_them"]), "marry_them"),
    ],
)
def test_a_thing_without_a_tool_is_told(row: Required, words: str) -> None:
    (told,) = with_row(row).missing()

    assert words in told
    assert "**missing**" in page(with_row(row)) or row.call is None or row.also


def test_two_tools_without_a_reason_are_told() -> None:
    unexplained = replace(COVERAGE, required=COVERAGE.required.model_copy(update={"shared": {}}))

    assert [told for told in unexplained.missing() if "both make it" in told]
    assert len([*unexplained.missing()]) == len(COVERAGE.shared)


def test_the_command_prints_the_totals(run: Run) -> None:
    result = run("coverage")

    assert result.exit_code == 0
    assert f"What Procore documents ({len(COVERAGE.calls)} calls)" in result.stdout
    assert result.stdout.endswith("Nothing is missing.\n")
    assert run("coverage", "--missing").stdout == "Nothing is missing.\n"
    assert run("coverage", "--page").stdout == page(COVERAGE)


def test_the_command_tells_every_single_call_to_scripts(run: Run) -> None:
    facts = json.loads(run("coverage", "--json").stdout)

    assert [row["wants"] for row in facts["wanted"]] == [row.required.wants for row in COVERAGE.rows]
    assert all(row["served"] for row in facts["wanted"])
    assert {call["call"]: call["tools"] for call in facts["calls"]}["POST /rest/v1.0/projects"] == ["create_project"]
    assert all(bool(call["tools"]) + bool(call["instead"]) + bool(call["outside"]) == 1 for call in facts["calls"])
    assert facts["missing"] == []


def test_a_tool_that_is_gone_makes_the_command_fail(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "tools"
    shutil.copytree(tool_folder(), folder)
    kept = json.loads((folder / "api" / "more_payments.json").read_text("utf-8"))
    gone = next(name for name, entry in kept["actions"].items() if entry["safety"] == "delete")
    http = kept["actions"].pop(gone)["http"]
    (folder / "api" / "more_payments.json").write_text(json.dumps(kept), "utf-8")
    result = run("coverage", "--missing", "--tools", str(folder))

    assert result.exit_code == 1
    assert result.stdout == f"{http}: no tool makes it and none replaces it\n"


def test_a_tool_that_replaced_another_and_is_gone_is_missed(tmp_path: Path) -> None:
    instead = next(service.instead for service in COVERAGE.calls if service.instead)
    calls = {
        call: facts.model_copy(update={"instead": "no_such_tool"}) if facts.instead == instead else facts
        for call, facts in COVERAGE.imported.calls.items()
    }
    broken = replace(COVERAGE, imported=replace(COVERAGE.imported, calls=calls))

    assert any("none replaces it" in told for told in broken.missing())


@pytest.mark.skipif(not BESIDE.is_dir(), reason="the documents are not beside this checkout")
def test_every_call_of_the_document_is_in_the_account() -> None:
    paths = json.loads((BESIDE / "openapi-facts.json").read_bytes())["paths"]
    calls = {f"{method.upper()} {path}" for path, item in paths.items() for method in item}

    assert {service.call for service in COVERAGE.calls} == calls
    assert len({anonymous(call) for call in calls}) == len(calls)


@pytest.mark.skipif(not BESIDE.is_dir(), reason="the documents are not beside this checkout")
def test_every_wanted_thing_of_the_sources_is_in_the_account() -> None:
    lines = (BESIDE / "required-actions.tsv").read_text("utf-8").splitlines()[1:]
    wanted = [line.split("\t") for line in lines]
    calls = Counter((row[0], f"{row[3]} {row[4]}".strip() or None) for row in wanted)

    assert Counter((row.required.source, row.required.call) for row in COVERAGE.rows) == calls


def test_a_folder_that_is_not_there_is_no_account(run: Run, tmp_path: Path) -> None:
    result = run("coverage", "--tools", str(tmp_path / "nowhere"))

    assert result.exit_code == 2
    assert "nowhere' does not exist" in result.stderr
