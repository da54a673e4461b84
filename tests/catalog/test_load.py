"""A folder of tool files as the rest of the program sees it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from procore_mcp.catalog.load import load_catalog, tool_folder
from procore_mcp.catalog.model import Body, Paging, ThesaurusFile
from procore_mcp.catalog.safety import Effect, Safety
from procore_mcp.catalog.tool import Action, Workflow
from procore_mcp.errors import BadToolFile, UnknownTool
from tests.catalog.folder import COMMON, RFIS, loaded, written

LIST = "rfis.json/actions/list_rfis"
GENERATED: dict[str, Any] = {
    "toolset": "trades",
    "title": "Trades",
    "description": "Trades of a company.",
    "actions": {"list_trades": {**RFIS["actions"]["list_rfis"], "title": "List trades", "result": {}}},
}


def with_generated(folder: Path, file: dict[str, Any] = GENERATED) -> Path:
    (written(folder) / "api").mkdir()
    (folder / "api" / "trades.json").write_text(json.dumps(file), encoding="utf-8")
    return folder


def action(folder: Path, name: str, changes: dict[str, Any] | None = None) -> Action:
    found = loaded(folder, changes).tools[name]
    assert isinstance(found, Action)
    return found


def test_an_action_is_complete(tmp_path: Path):
    rfis = action(tmp_path, "list_rfis")
    assert (rfis.http_method, rfis.path) == ("GET", "/rest/v1.0/projects/{project_id}/rfis")
    assert (rfis.toolset, rfis.tier, rfis.safety, rfis.effect) == ("rfis", "curated", Safety.READ, Effect.READ)
    assert rfis.paging == Paging(style="page_number")
    assert rfis.view is not None
    assert rfis.view.fields[0] == "id"


def test_common_parameters_arrive_whole_and_like_changes_what_it_says(tmp_path: Path):
    like = {"like": "project_id", "in": "query", "wire": "filters[project]", "schema": {"description": "Which job."}}
    params = action(tmp_path, "list_rfis", {"rfis.json/actions/list_rfis/params/job_id": like}).params
    assert params["company_id"].json_schema == COMMON["params"]["company_id"]["schema"]
    assert (params["project_id"].in_, params["project_id"].fill) == ("path", "project")
    assert (params["job_id"].in_, params["job_id"].wire, params["job_id"].fill) == (
        "query",
        "filters[project]",
        "project",
    )
    assert params["job_id"].json_schema == {"type": "integer", "description": "Which job."}


@pytest.mark.parametrize(
    ("name", "effect"),
    [("show_rfi", Effect.READ), ("create_rfi", Effect.CREATE), ("delete_rfi", Effect.DELETE)],
)
def test_the_effect_follows_from_safety_and_method(tmp_path: Path, name: str, effect: Effect):
    assert loaded(tmp_path).tools[name].effect is effect


@pytest.mark.parametrize("method", ["PATCH", "PUT"])
def test_changing_a_record_is_an_update(tmp_path: Path, method: str):
    changes = {"rfis.json/actions/create_rfi/http": f"{method} /rest/v1.0/projects/{{project_id}}/rfis"}
    assert action(tmp_path, "create_rfi", changes).effect is Effect.UPDATE


def test_a_get_that_acts_says_why(tmp_path: Path):
    entry = {"copy_of": "rfis.json/actions/show_rfi", "safety": "write", "safety_reason": "It starts an export."}
    assert action(tmp_path, "export_rfi", {"rfis.json/actions/export_rfi": entry}).effect is Effect.UPDATE


def test_fields_of_a_body_need_no_word_about_it(tmp_path: Path):
    changes = {"rfis.json/actions/create_rfi/body": None, "rfis.json/actions/create_rfi/params/notify/beside": False}
    assert action(tmp_path, "create_rfi", changes).body == Body()
    assert loaded(tmp_path).tools["list_rfis"].__dict__["body"] is None


def test_a_workflow_is_as_unsafe_as_the_worst_of_its_actions(tmp_path: Path):
    tools = loaded(
        tmp_path, {"rfis.json/workflows/copy_rfi": {"copy_of": "rfis.json/workflows/move_rfi", "uses": ["create_rfi"]}}
    ).tools
    assert (tools["move_rfi"].safety, tools["move_rfi"].effect) == (Safety.DELETE, Effect.DELETE)
    assert (tools["copy_rfi"].safety, tools["copy_rfi"].effect) == (Safety.COMMIT, Effect.CREATE)
    assert tools["move_rfi"].asks_first
    assert tools["move_rfi"].params["project_id"].in_ == "input"


@pytest.mark.parametrize(
    ("effect", "safety"),
    [("read", Safety.READ), ("create", Safety.WRITE), ("update", Safety.WRITE), ("delete", Safety.DELETE)],
)
def test_an_executor_is_as_safe_as_its_mildest_action_and_never_asks_itself(
    tmp_path: Path, effect: str, safety: Safety
):
    executor = loaded(tmp_path).tools[f"run_{effect}"]
    assert isinstance(executor, Workflow)
    assert (executor.effect, executor.safety) == (Effect(effect), safety)
    assert not executor.asks_first
    assert set(executor.input_schema["properties"]) == {"arguments"}  # type: ignore[arg-type]  # an object


def test_old_names_lead_to_the_tool(tmp_path: Path):
    catalog = loaded(tmp_path)
    assert catalog.resolve("get_rfi") is catalog.resolve("show_rfi")


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path):
    with pytest.raises(UnknownTool) as unknown:
        loaded(tmp_path).resolve("rfi_list")
    assert "list_rfis" in unknown.value.nearest
    assert unknown.value.hint == "Search with find_tools."


def test_toolsets_keep_the_order_of_their_file(tmp_path: Path):
    toolset = loaded(tmp_path).toolsets["rfis"]
    assert toolset.tools == ("list_rfis", "show_rfi", "create_rfi", "delete_rfi", "move_rfi")
    assert (toolset.title, toolset.tier) == ("RFIs", "curated")


def test_files_of_others_join_the_curated_tier(tmp_path: Path):
    (extra := tmp_path / "extra").mkdir()
    (extra / "trades.json").write_text(json.dumps(GENERATED), encoding="utf-8")
    by_folder = load_catalog(written(tmp_path), extra=[extra])
    by_file = load_catalog(tmp_path, extra=[extra / "trades.json"])
    assert by_folder.tools["list_trades"].tier == by_file.tools["list_trades"].tier == "curated"


def test_a_folder_needs_toolsets_only(tmp_path: Path):
    file = {**GENERATED, "actions": {}}
    (tmp_path / "trades.json").write_text(json.dumps(file), encoding="utf-8")
    catalog = load_catalog(tmp_path)
    assert not catalog.tools
    assert catalog.surface.default == ()
    assert catalog.load_thesaurus() == ThesaurusFile()


def test_the_generated_tier_is_part_of_the_catalog(tmp_path: Path):
    catalog = load_catalog(with_generated(tmp_path))
    assert catalog.resolve("list_trades").tier == "generated"
    assert list(catalog.toolsets) == ["discovery", "rfis", "trades"]
    assert len(catalog.tools) == len(list(catalog.tools)) == 10


def test_the_generated_tier_is_not_read_until_it_is_asked_for(tmp_path: Path):
    catalog = load_catalog(with_generated(tmp_path, {"toolset": "not trades"}))
    assert catalog.resolve("list_rfis").name == "list_rfis"
    with pytest.raises(BadToolFile, match=r"trades\.json"):
        catalog.resolve("list_trades")


def test_a_generated_tool_never_takes_a_curated_name(tmp_path: Path):
    file = {**GENERATED, "actions": {"list_rfis": GENERATED["actions"]["list_trades"]}}
    catalog = load_catalog(with_generated(tmp_path, file))
    with pytest.raises(BadToolFile, match=r"taken by rfis\.json: actions\.list_rfis"):
        len(catalog.tools)


def test_a_generated_toolset_may_stand_in_a_group(tmp_path: Path):
    with_generated(tmp_path)
    (tmp_path / "_surface.json").write_text('{"default": [], "groups": {"site": ["trades"]}}', encoding="utf-8")
    assert load_catalog(tmp_path).surface.groups["site"] == ("trades",)


def test_generated_names_may_be_longer(tmp_path: Path):
    name = "list_trades_with_a_name_that_is_longer_than_forty"
    file = {**GENERATED, "actions": {name: GENERATED["actions"]["list_trades"]}}
    assert load_catalog(with_generated(tmp_path, file)).resolve(name).name == name


def test_calls_without_company_say_so(tmp_path: Path):
    changes: dict[str, Any] = {f"{LIST}/company_header": False, f"{LIST}/params/company_id": None}
    assert not action(tmp_path, "list_rfis", changes).company_header


def test_a_documented_body_of_a_delete_is_accepted(tmp_path: Path):
    entry = "rfis.json/actions/delete_rfi"
    reason = {"in": "body", "schema": {"type": "string", "description": "Why."}}
    changes = {f"{entry}/params/reason": reason, f"{entry}/body": {"documented": True}}
    assert action(tmp_path, "delete_rfi", changes).body == Body(documented=True)


def test_rows_may_be_the_whole_body(tmp_path: Path):
    rows = {"in": "body", "schema": {"type": "array", "items": {"type": "integer"}, "description": "Ids."}}
    company = {"company_id": "_common", "project_id": "_common"}
    entry = "rfis.json/actions/create_rfi"
    changes = {f"{entry}/params": {**company, "ids": rows}, f"{entry}/body": {"rows": "ids"}}
    assert action(tmp_path, "create_rfi", changes).body == Body(rows="ids")


def test_free_keys_have_a_schema_and_may_be_spread(tmp_path: Path):
    keys = {"type": "object", "description": "Own fields.", "additionalProperties": {"type": "string"}}
    changes = {"rfis.json/actions/create_rfi/params/own": {"in": "body", "spread": True, "schema": keys}}
    assert action(tmp_path, "create_rfi", changes).params["own"].spread


def test_our_own_folder_is_found():
    assert (tool_folder() / "_common.json").exists()


def test_an_installed_package_brings_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "procore_mcp" / "tool_schemas").mkdir(parents=True)
    monkeypatch.setattr("procore_mcp.__file__", str(tmp_path / "procore_mcp" / "__init__.py"))
    assert tool_folder() == tmp_path / "procore_mcp" / "tool_schemas"


def test_the_thesaurus_is_not_read_until_a_search_needs_it(tmp_path: Path):
    catalog = load_catalog(written(tmp_path))
    (tmp_path / "_thesaurus.json").write_text('{"words": {}}', encoding="utf-8")
    with pytest.raises(BadToolFile, match=r"_thesaurus\.json: words"):
        catalog.load_thesaurus()
