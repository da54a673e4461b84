"""One thing has one name in every curated tool, and arguments that say the same never travel together."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from procore_mcp.catalog.tool import Action
from tests.house.face import CURATED

ACTIONS = [tool for tool in CURATED if isinstance(tool, Action)]
# What Procore calls it in a query or a body, and what we call it.
OURS: Mapping[str, str] = {
    "view": "procore_view",
    "serializer_view": "procore_view",
    "query": "search",
    "filters[query]": "search",
    "filters[search]": "search",
    "mt_location": "new_location",
    "document_management_document_revision_ids": "document_revision_ids",
}
# Beside the second the first says nothing: Procore takes one of them and tells nobody.
EITHER: Mapping[str, str] = {"datetime": "date", "new_location": "location_id", "log_date": "start_date"}


def called(action: Action) -> list[tuple[str, str]]:
    return [(param.wire or name, name) for name, param in action.params.items() if param.in_ != "path"]


@pytest.mark.parametrize(("procores", "ours"), OURS.items())
def test_one_thing_has_one_name(procores: str, ours: str) -> None:
    others = [(tool.name, name) for tool in ACTIONS for wire, name in called(tool) if wire == procores and name != ours]
    assert others == []


@pytest.mark.parametrize(("loser", "winner"), EITHER.items())
def test_what_procore_would_drop_silently_is_refused(loser: str, winner: str) -> None:
    both = [tool for tool in ACTIONS if {loser, winner} <= tool.params.keys()]
    assert both
    assert [tool.name for tool in both if tool.params[loser].instead_of != winner] == []


def test_half_a_range_of_days_is_refused() -> None:
    """Procore would answer today's entries alone."""
    ranges = [tool.params for tool in ACTIONS if {"log_date", "start_date", "end_date"} <= tool.params.keys()]
    assert ranges
    for params in ranges:
        assert (params["start_date"].together_with, params["end_date"].together_with) == ("end_date", "start_date")
