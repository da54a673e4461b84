"""Generated tools that do in another form what a curated tool does."""

from __future__ import annotations

import re

import pytest

from procore_mcp.catalog.tool import Tool
from tests.house.face import CATALOG, TOOLS

USUAL = re.compile(r"\b([a-z_]+) is the usual tool for it\.")
FORMS = [(tool, CATALOG.tools[found[1]]) for tool in TOOLS if (found := USUAL.search(tool.description))]


def test_there_are_some() -> None:
    assert len(FORMS) > 50


@pytest.mark.parametrize(("form", "usual"), FORMS, ids=[form.name for form, _ in FORMS])
def test_the_usual_tool_is_curated_and_no_more_careful(form: Tool, usual: Tool) -> None:
    assert (form.tier, usual.tier) == ("generated", "curated")
    assert form.effect is usual.effect
    assert form.safety >= usual.safety
