"""Arguments made from the schema that a client is shown become the requests that Procore's document describes.

Where the document is older than what people know from a newer one, or contradicts itself, `explained.json` says so for
each tool and place. When one of these tests fails, look into the documentation; do not explain a mistake away.
"""

from __future__ import annotations

import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from tests.roundtrip.rounds import Rounds

TOOLSETS = [*load_catalog().toolsets]


@pytest.mark.parametrize("toolset", TOOLSETS)
def test_every_call_is_one_that_procore_documents(
    toolset: str, catalog: Catalog, rounds: Rounds, explained: dict[str, set[str]]
) -> None:
    """Method, path, query, headers and body; and every argument of every tool is found in its request."""
    tools = catalog.toolsets[toolset].tools
    unexplained = {tool: rounds.found[tool] - explained.get(tool, set()) for tool in tools}

    assert {tool: sorted(told) for tool, told in unexplained.items() if told} == {}


def test_no_explanation_is_left_of_a_difference_that_is_gone(rounds: Rounds, explained: dict[str, set[str]]) -> None:
    gone = {tool: told - rounds.found[tool] for tool, told in explained.items()}

    assert {tool: sorted(told) for tool, told in gone.items() if told} == {}


def test_every_action_was_called_with_its_least_and_with_all(catalog: Catalog, rounds: Rounds) -> None:
    actions = [tool for tool in catalog.tools.values() if isinstance(tool, Action)]

    assert len(actions) > 2_400
    assert rounds.calls >= 2 * len(actions)


def test_what_is_made_from_the_document_offers_all_of_it(catalog: Catalog, rounds: Rounds) -> None:
    generated = {tool.name for tool in catalog.tools.values() if tool.tier == "generated"}

    assert {tool: unused for tool, unused in rounds.unused.items() if unused and tool in generated} == {}
