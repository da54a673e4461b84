"""Tool files and contracts were written by different authors from the same documentation: where they meet, they agree.

When one of these tests fails, open the documentation; do not make the two equal.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.contract.agreement import differences
from tests.contract.conftest import Key
from tests.contract.witness import Value, Witness


def found(tools: dict[Key, list[Witness]], contracts: dict[Key, Witness]) -> set[str]:
    return {
        difference
        for key in tools.keys() & contracts.keys()
        for tool in tools[key]
        for difference in differences(tool, contracts[key])
    }


def test_the_two_witnesses_differ_only_where_it_is_explained(
    tools: dict[Key, list[Witness]], contracts: dict[Key, Witness], explained: dict[str, str]
) -> None:
    assert found(tools, contracts) - explained.keys() == set()


def test_no_explanation_is_left_of_a_difference_that_is_gone(
    tools: dict[Key, list[Witness]], contracts: dict[Key, Witness], explained: dict[str, str]
) -> None:
    assert explained.keys() - found(tools, contracts) == set()


def test_every_curated_action_has_a_contract_or_is_known_to_wait_for_one(
    tools: dict[Key, list[Witness]], contracts: dict[Key, Witness], awaiting: set[str]
) -> None:
    """The list only gets shorter: a new action brings its contract along."""
    assert {tool.name for key in tools.keys() - contracts.keys() for tool in tools[key]} == awaiting


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"wrapper": "request"}, "wrapper: tool request, contract rfi"),
        ({"envelope": "data"}, "envelope: tool data, contract bare"),
        ({"is_paged": True, "largest_page": 9_000}, "page size: tool up to 9000"),
        ({"encodings": frozenset({"form"})}, "encoding"),
        ({"query": {"page": Value("integer")}}, "query page: known to the tool only"),
        ({"body": {"rfi.subjekt": Value("text")}}, "body rfi.subjekt: known to the tool only"),
        ({"required_body": frozenset()}, "body rfi.subject: required by the contract only"),
    ],
)
def test_a_planted_mistake_is_told(
    tools: dict[Key, list[Witness]], contracts: dict[Key, Witness], change: dict[str, object], words: str
) -> None:
    key = ("POST", "/rest/v1.0/projects/{}/rfis")
    (tool,) = tools[key]
    wrong = replace(tool, **change)  # type: ignore[arg-type]
    assert any(words in difference for difference in differences(wrong, contracts[key]))


@pytest.mark.parametrize(
    "value", [Value("text"), Value("integer"), Value("integer", many=True, is_range=True), Value("boolean", many=True)]
)
def test_a_wrong_type_is_told(tools: dict[Key, list[Witness]], contracts: dict[Key, Witness], value: Value) -> None:
    key = ("GET", "/rest/v1.0/projects/{}/rfis")
    (tool,) = tools[key]
    wrong = replace(tool, query={**tool.query, "filters[id]": value})
    assert any("query filters[id]" in difference for difference in differences(wrong, contracts[key]))
