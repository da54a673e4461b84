"""House rules over all tools: what holds for one holds for every one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from mcp.shared.tool_name_validation import validate_tool_name

from procore_mcp.catalog.hints import hints
from procore_mcp.catalog.tool import Action, Tool
from procore_mcp.catalog.verbs import VERBS
from tests.house.face import CATALOG, CURATED, TOOLS, face, schemas, tokens

MAX_DESCRIPTION = 300
MAX_TOKENS_OF_ONE = 2_500


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def offenders(tools: Sequence[Tool], breaks: Callable[[Tool], bool]) -> list[str]:
    return [tool.name for tool in tools if breaks(tool)]


def test_names_are_a_verb_of_ours_and_a_noun():
    assert offenders(TOOLS, lambda tool: tool.verb not in VERBS or not tool.name.partition("_")[2]) == []


def test_names_leave_room_for_the_prefix_of_a_client():
    assert offenders(CURATED, lambda tool: len(tool.name) > 40) == []
    assert offenders(TOOLS, lambda tool: len(tool.name) > 50) == []


def test_names_follow_the_protocol():
    assert offenders(TOOLS, lambda tool: not validate_tool_name(tool.name).is_valid) == []


def test_every_tool_has_all_hints():
    wanted = {"readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint"}
    assert offenders(TOOLS, lambda tool: hints(tool).keys() != wanted) == []


def test_titles_are_short_and_differ_from_each_other_within_a_toolset():
    assert offenders(CURATED, lambda tool: len(tool.title) > 60) == []
    assert offenders(TOOLS, lambda tool: len(tool.title) > 80) == []
    titles = Counter((tool.toolset, tool.title.lower()) for tool in TOOLS)
    assert [title for title, count in titles.items() if count > 1] == []


def test_descriptions_are_sentences_of_a_readable_length():
    assert offenders(TOOLS, lambda tool: len(tool.description) > MAX_DESCRIPTION) == []
    assert offenders(TOOLS, lambda tool: not re.match(r"[A-Z].*[.)]$", tool.description, re.DOTALL)) == []


def test_descriptions_say_more_than_the_name():
    assert offenders(TOOLS, lambda tool: set(words(tool.description)) <= {*words(tool.name), *words(tool.title)}) == []


def test_no_two_tools_share_a_description():
    texts = Counter(tool.description for tool in TOOLS)
    assert offenders(TOOLS, lambda tool: texts[tool.description] > 1) == []


def test_every_tool_fits_its_budget():
    assert offenders(TOOLS, lambda tool: tokens(face(tool)) > MAX_TOKENS_OF_ONE) == []


def test_no_two_actions_make_the_same_call_with_the_same_parameters():
    calls = Counter((tool.http_method, tool.path, *sorted(tool.params)) for tool in TOOLS if isinstance(tool, Action))
    assert [call for call, count in calls.items() if count > 1] == []


def test_rows_of_a_form_are_told_apart_by_a_value_that_each_must_have():
    def runs_together(tool: Tool) -> bool:
        if not isinstance(tool, Action) or tool.body is None or tool.body.encoding == "json":
            return False
        found = (schema["items"] for _, schema in schemas(tool.input_schema) if isinstance(schema.get("items"), dict))
        rows = [row for row in found if "properties" in row and "content_base64" not in row["properties"]]
        single = {"string", "integer", "number", "boolean"}
        return any(
            all(row["properties"][name].get("type") not in single for name in row.get("required", [])) for row in rows
        )

    assert offenders(TOOLS, runs_together) == []


@pytest.mark.parametrize("toolset", CATALOG.toolsets)
def test_a_toolset_says_what_it_is_for(toolset: str):
    described = CATALOG.toolsets[toolset]
    assert described.tools
    assert described.title
    assert 10 <= len(described.description) <= MAX_DESCRIPTION
