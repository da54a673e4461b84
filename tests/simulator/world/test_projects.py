from __future__ import annotations

from procore_mcp.simulator.json_types import text_of
from procore_mcp.simulator.world import World
from tests.simulator.world.reading import words

_WORK_SCOPES = {"new_construction", "renovation_alteration", "maintenance_service", None}
_DELIVERY = {
    "construction_management_at_risk_cmar", "construction_manager_as_agent_owners_rep", "design_bid_build_dbb",
    "design_build_db", "indefinite_delivery_indefinite_quantity_idiq", "integrated_project_delivery", "multi_prime",
    "public_private_partnership_p3", "other", None,
}  # fmt: skip
_STAGES = {"pre_construction", "course_of_construction", "post_construction", "completed", "not_awarded", "canceled"}


def test_words_are_the_documented_ones(world: World) -> None:
    projects = world.records["projects"]
    assert words(projects, "work_scope") <= _WORK_SCOPES
    assert words(projects, "delivery_method") <= _DELIVERY
    assert words(projects, "flag") <= {"Red", "Yellow", "Green", None}
    assert words(world.records["project_stages"], "category") <= _STAGES


def test_money_is_text_with_cents(world: World) -> None:
    for project in world.records["projects"]:
        assert text_of(project, "total_value").endswith(".00")


def test_a_project_starts_after_it_was_made_and_before_it_ends(any_day: World) -> None:
    for project in any_day.records["projects"]:
        assert text_of(project, "created_at")[:10] < text_of(project, "start_date")
        assert text_of(project, "start_date") < text_of(project, "completion_date")
        assert text_of(project, "updated_at")[:10] <= any_day.today.isoformat()


def test_country_codes_are_upper_case_pairs(world: World) -> None:
    codes = {
        text_of(record, "country_code") for name in ("projects", "vendors", "users") for record in world.records[name]
    }
    assert codes == {"US", "GB"}
