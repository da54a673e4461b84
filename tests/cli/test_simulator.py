from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import httpx2

from procore_mcp.simulator.introduction import Facts
from tests.cli.conftest import Run, simulated

KEYS = [
    "api_url",
    "login_url",
    "storage_url",
    "client_id",
    "client_secret",
    "redirect_uri",
    "access_token",
    "refresh_token",
    "user_id",
    "user_name",
    "user_login",
    "company_id",
    "project_id",
]


def test_the_first_line_is_json_with_everything_a_client_needs(simulator: dict[str, Any]) -> None:
    """That SIGTERM ends it with 0 is asserted where it is ended."""
    assert list(simulator) == KEYS
    assert [field.name for field in fields(Facts)] == KEYS
    assert all(simulator.values())


def test_its_three_addresses_answer(simulator: dict[str, Any]) -> None:
    headers = {"Authorization": f"Bearer {simulator['access_token']}"}
    with httpx2.Client(headers=headers) as client:
        me = client.get(f"{simulator['api_url']}/rest/v1.0/me")
        info = client.get(f"{simulator['login_url']}/oauth/token/info")
        file = client.get(f"{simulator['storage_url']}/files/none")
    assert me.json()["login"] == simulator["user_login"]
    assert info.json()["resource_owner_id"] == simulator["user_id"]
    assert file.status_code == 400, "storage takes no token"


def test_what_was_changed_is_there_in_the_next_run(tmp_path: Path) -> None:
    file = str(tmp_path / "procore.json")
    with simulated("--keep", file) as first:
        made = make_folder(first, "12 Handover")
    with simulated("--keep", file) as second:
        shown = httpx2.get(
            f"{second['api_url']}/rest/v1.0/folders/{made['id']}", params=project(first), **signed(first)
        )
    assert shown.json()["name"] == "12 Handover"


def test_a_file_that_is_something_else_is_not_overwritten(run: Run, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    result = run("simulator", "--keep", str(notes))
    assert result.exit_code == 1
    assert "was not written by this version of the simulator" in result.output
    assert notes.read_text(encoding="utf-8") == "mine"


def test_a_taken_port_and_a_file_that_cannot_be_are_named_with_what_to_do(
    simulator: dict[str, Any], run: Run, tmp_path: Path
) -> None:
    port = simulator["api_url"].rpartition(":")[2]
    taken = run("simulator", "--port", port)
    assert taken.exit_code == 1
    assert taken.output == (
        f"Error: Port {port} cannot be used: Address already in use. Choose another --port; 0 takes a free one.\n"
    )
    (tmp_path / "file").write_text("", encoding="utf-8")
    inside = run("simulator", "--keep", str(tmp_path / "file" / "kept.json"))
    assert inside.exit_code == 1
    assert "cannot be used: File exists. Choose another --keep." in inside.output


def test_people_are_told_where_its_page_is(tmp_path: Path) -> None:
    said = tmp_path / "stderr"
    with said.open("w", encoding="utf-8") as stderr, simulated(stderr=stderr) as facts:
        page = httpx2.get(f"{facts['api_url']}/_simulator").text
    assert f" {facts['api_url']}/_simulator/; " in said.read_text(encoding="utf-8")
    assert "<h1>State</h1>" in page


def test_coverage_lists_each_resource_with_where_its_facts_are_from(run: Run) -> None:
    result = run("simulator", "--coverage")
    (line,) = [line for line in result.output.splitlines() if line.startswith("meetings ")]
    assert line.split()[:3] == ["meetings", "docs", "list,"]
    assert "answers 501" in result.output


def signed(facts: dict[str, Any]) -> dict[str, Any]:
    token, company = facts["access_token"], str(facts["company_id"])
    return {"headers": {"Authorization": f"Bearer {token}", "Procore-Company-Id": company}}


def project(facts: dict[str, Any]) -> dict[str, Any]:
    return {"project_id": facts["project_id"]}


def make_folder(facts: dict[str, Any], name: str) -> dict[str, Any]:
    folder = {"folder": {"name": name}}
    return httpx2.post(
        f"{facts['api_url']}/rest/v1.0/folders", params=project(facts), json=folder, **signed(facts)
    ).json()
