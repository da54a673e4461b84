from __future__ import annotations

import json

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.tool import Action

CATALOG = load_catalog()
ACTIONS = [tool for tool in CATALOG.tools.values() if isinstance(tool, Action) and tool.tier == "curated"]
MAX_TOKENS = 10_000
CHARACTERS_PER_TOKEN = 4

# What the connector of another integration platform offers for both writes, and for one of them alone.
PROJECT_FIELDS = """
    name code description active project_number accounting_project_number store_number designated_market_area address
    city state_code country_code zip county latitude longitude time_zone start_date completion_date warranty_start_date
    warranty_end_date estimated_start_date estimated_completion_date total_value estimated_value square_feet
    project_type_id project_stage_id project_bid_type_id project_owner_type_id project_region_id project_template_id
    sector work_scope delivery_method office_id program_id department_ids parent_job_id phone public_notes flag
    erp_integrated origin_id origin_data origin_code locale image_id
"""
CREATE_FIELDS = """
    override_start_date override_start_date_check override_end_date override_end_date_check
    enable_copy_of_standard_cost_codes
"""
UPDATE_FIELDS = "fax standard_cost_code_list_id"


def test_the_default_surface_fits_its_budget() -> None:
    listed = [CATALOG.resolve(name) for name in CATALOG.surface.default]
    shown = [{"name": t.name, "title": t.title, "description": t.description, "in": t.input_schema} for t in listed]

    assert len(json.dumps(shown)) / CHARACTERS_PER_TOKEN <= MAX_TOKENS


def test_the_default_surface_holds_what_a_project_team_does_daily() -> None:
    promised = {"list_rfis", "show_coordination_issue", "update_meeting_topic", "get_file_content", "find_tools"}
    promised |= {"describe_tools", "run_read", "run_create", "run_update", "run_delete"}

    assert promised <= set(CATALOG.surface.default)


def test_a_project_can_be_written_with_every_field_of_the_connector() -> None:
    for tool, own in {"create_project": CREATE_FIELDS, "update_project": UPDATE_FIELDS}.items():
        missing = {*PROJECT_FIELDS.split(), *own.split(), "company_id"} - CATALOG.resolve(tool).params.keys()
        assert missing == set(), tool


def test_every_write_names_a_tool_that_shows_whether_it_happened() -> None:
    blind = [action.name for action in ACTIONS if action.safety is not Safety.READ and action.look_with is None]

    assert blind == []


def test_every_read_says_which_fields_are_worth_reading() -> None:
    records = [action for action in ACTIONS if action.safety is Safety.READ and not action.result.file]
    plain = [action.name for action in records if action.view is None]

    # One object of field names, and bare numbers: short as they are.
    assert set(plain) == {"list_rfi_filter_options", "list_albums_with_photos"}


def test_only_what_connectors_mirror_takes_the_keys_of_other_systems() -> None:
    foreign = {"origin_id", "origin_data", "origin_code"}
    writers = {
        action.name for action in ACTIONS if any(action.params[n].in_ == "body" for n in foreign & action.params.keys())
    }

    mirrored = {"project", "company_user", "department"}
    assert writers <= {f"{verb}_{noun}" for verb in ("create", "update") for noun in mirrored}


def test_the_rules_of_the_company_hold_unless_someone_says_otherwise() -> None:
    asked = [action for action in ACTIONS if "run_configurable_validations" in action.params]

    assert {action.name for action in asked} >= {"create_project", "update_project", "create_rfi", "update_rfi"}
    assert all(action.params["run_configurable_validations"].json_schema["default"] is True for action in asked)
