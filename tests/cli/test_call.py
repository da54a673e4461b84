from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PIL import Image

from tests.cli.conftest import Run, process


def test_a_result_is_printed_as_json(run: Run) -> None:
    result = run("call", "list_rfis", "page_size=2", "overdue=true", 'fields=["id"]', "--demo")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert len(told["items"]) == 2
    assert list(told)[:3] == ["company_id", "project_id", "items"]


def test_pairs_are_added_to_the_json_object(run: Run) -> None:
    result = run("call", "list_rfis", "--json", '{"status": ["open"], "page_size": 9}', "page_size=1", "--demo")
    (item,) = json.loads(result.stdout)["items"]
    assert item["status"] == "open"


def test_a_failure_is_printed_as_json_and_ends_with_1(run: Run) -> None:
    result = run("call", "list_rfis", "responsible_contractor=17", "--demo")
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert error["kind"] == "BAD_ARGUMENTS"
    assert len(error["problems"]) == 1
    assert result.stderr == ""


def test_an_unknown_tool_names_the_nearest(run: Run) -> None:
    result = run("call", "list_rfi", PROCORE_TOKEN_STORE="file")
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert (error["kind"], error["nearest"][0]) == ("UNKNOWN_TOOL", "list_rfis")


def test_without_a_sign_in_the_error_says_how_to_get_one(run: Run) -> None:
    result = run("call", "list_companies", PROCORE_TOKEN_STORE="file")
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert error["kind"] == "SIGN_IN_REQUIRED"
    assert "procore-mcp login" in error["hint"]


def test_a_commit_is_previewed_for_a_script_too(run: Run) -> None:
    result = run("call", "recycle_rfi", "rfi_id=1", "--demo")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["status"] == "confirmation_needed"


def test_the_ceiling_holds_for_calls(run: Run) -> None:
    result = run("call", "recycle_rfi", "rfi_id=1", "--demo", "--read-only")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["error"]["kind"] == "NOT_ALLOWED"


def test_pictures_are_saved_where_asked(run: Run, home: Path) -> None:
    found = json.loads(run("call", "list_documents", "search=Mock-up", "--demo").stdout)["items"]
    result = run("call", "get_file_content", f"file_id={found[0]['id']}", "--save-images", "seen", "--demo")
    assert result.exit_code == 0
    with Image.open(home / "seen" / "1.jpeg") as picture:
        assert picture.format == "JPEG"
    assert "Saved seen/1.jpeg" in result.stderr


def test_a_process_prints_nothing_but_the_result(
    simulator: dict[str, Any], connected: dict[str, str], monkeypatch: Any
) -> None:
    for name, value in connected.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PROCORE_ACCESS_TOKEN", simulator["access_token"])
    good, bad = process("call", "show_my_profile"), process("call", "show_rfi", "rfi_id=7")
    assert (good.returncode, good.stderr) == (0, "")
    assert json.loads(good.stdout)["record"]["id"] == simulator["user_id"]
    assert (bad.returncode, bad.stderr) == (1, "")
    assert json.loads(bad.stdout)["error"]["kind"] == "NOT_FOUND"
