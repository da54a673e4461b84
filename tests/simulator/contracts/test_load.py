"""The contracts as data."""

from __future__ import annotations

import pytest

from procore_mcp.simulator.contracts import Action, Contract, load_contracts
from procore_mcp.simulator.contracts.shapes import read_fields, read_shape, required_too

CONTRACTS = load_contracts()
ACTIONS = [(contract, action) for contract in CONTRACTS.values() for action in contract.actions]

DOCUMENTED_DEFAULTS = {"roles": 100}
DOCUMENTED_LIMITS = {("incidents", "list"): 1000}


def name(value: object) -> str:
    return value.name if isinstance(value, Contract) else value.verb if isinstance(value, Action) else str(value)


def test_the_resources_that_everything_starts_from_have_a_contract() -> None:
    assert set(CONTRACTS) >= {
        "companies",
        "company_base_url",
        "company_users",
        "coordination_issues",
        "documents",
        "files",
        "folders",
        "me",
        "meeting_attendees",
        "meeting_categories",
        "meeting_topics",
        "meetings",
        "permissions",
        "project_users",
        "project_vendors",
        "projects",
        "rfi_replies",
        "rfis",
        "tools",
        "vendors",
    }


def test_no_two_actions_share_a_path_and_method() -> None:
    pairs = [(action.method, action.path) for _, action in ACTIONS]
    assert len(pairs) == len(set(pairs))


def test_verbs_are_unique_within_a_resource() -> None:
    for contract in CONTRACTS.values():
        verbs = [action.verb for action in contract.actions]
        assert len(verbs) == len(set(verbs))


@pytest.mark.parametrize(("contract", "action"), ACTIONS, ids=name)
def test_an_action_says_where_its_project_is(contract: Contract, action: Action) -> None:
    identified_by_itself = contract.name == "projects"
    expected = contract.scope == "project" and not identified_by_itself
    assert (action.place_of("project_id") != "none") >= expected


@pytest.mark.parametrize(("contract", "action"), ACTIONS, ids=name)
def test_versions_keep_to_their_own_limits(contract: Contract, action: Action) -> None:
    if action.paging is None:
        assert "page" not in action.query
    elif action.version.startswith("v2"):
        assert (action.paging.default, action.paging.most) == (DOCUMENTED_DEFAULTS.get(contract.name, 10), 100)
    else:
        assert action.paging.most == DOCUMENTED_LIMITS.get((contract.name, action.verb), 2000)


def test_only_what_is_mapped_can_be_sorted_by() -> None:
    for _, action in ACTIONS:
        named = action.query.get("sort[attribute]")
        assert named is None or set(named.shape.words) == set(action.sort)


def test_a_contract_can_be_read_from_outside() -> None:
    rfis = CONTRACTS["rfis"]
    create = rfis.action("create")
    assert (create.method, create.path) == ("POST", "/rest/v1.0/projects/{project_id}/rfis")
    assert create.body is not None
    assert create.body.wrapper == "rfi"
    assert create.body.required_paths() == ("subject", "rfi_manager_id", "question", "question.body")
    assert create.place_of("project_id") == "path"
    issues = CONTRACTS["coordination_issues"]
    assert issues.action("list").place_of("project_id") == "query"
    assert issues.action("update").place_of("project_id") == "body"
    styles = {item.name: item.list_style for item in rfis.action("list").query.values()}
    assert (styles["filters[id]"], styles["search"]) == ("comma", "single")
    assert issues.action("list").query["filters[status][]"].list_style == "brackets"
    with pytest.raises(KeyError):
        rfis.action("delete")


def test_the_notation_of_types_knows_lists_words_and_ranges() -> None:
    assert read_shape("integer[]").many
    assert read_shape("(a | b)[]").words == ("a", "b")
    assert read_shape(" | High").words == ("", "High")
    assert read_shape("date range").span == "required"
    assert read_shape("date or range").span == "allowed"
    nested = read_shape({"body!": "string"})
    assert (nested.kind, nested.fields["body"].required) == ("object", True)


@pytest.mark.parametrize(("raw", "error"), [("money", ValueError), ("date rangy", ValueError), (7, TypeError)])
def test_a_type_that_the_notation_does_not_know_is_an_error(raw: str | int, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_shape(raw)


def test_only_declared_fields_can_be_required() -> None:
    with pytest.raises(ValueError, match="colour"):
        required_too(read_fields({"name": "string"}), frozenset({"colour"}))
