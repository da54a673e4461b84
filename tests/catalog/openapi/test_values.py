"""What an argument can hold, where the document is careless about it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.catalog.openapi.conftest import Make
from tests.catalog.openapi.published import body, query
from tests.catalog.openapi.test_details import LIST, P, described, entry


@pytest.mark.parametrize(
    ("choices", "offered"),
    [
        (["Any value present in the company's own list of units"], {"type": "string"}),
        (["labor (default)", "all (both labor and equipment, in one single answer)"], {"enum": ["labor", "all"]}),
        (["Central Time (US & Canada)", "London"], {"enum": ["Central Time (US & Canada)", "London"]}),
        (["Out For Bid", ""], {"enum": ["Out For Bid", ""]}),
    ],
    ids=["a sentence", "explained", "with brackets of its own", "several words"],
)
def test_prose_is_no_choice(makes: Make, choices: list[str], offered: dict[str, Any]):
    parameters = [query("unit", {"type": "string", "enum": choices})]
    found = entry(makes, "get", f"{P}/walks", LIST, parameters=parameters)["params"]["unit"]["schema"]
    assert {word: found[word] for word in found if word != "description"} == offered


def test_what_the_glossary_says_of_a_record_is_not_said_of_a_value(makes: Make, folder: Path):
    (folder / "_glossary.json").write_text('{"place": "Fields of the place"}', encoding="utf-8")
    word: dict[str, Any] = {"type": "string"}
    record: dict[str, Any] = {"type": "object", "properties": {"x": {"type": "integer"}}}
    for kind, said in ((word, "Place."), (record, "Fields of the place.")):
        asked = body({"type": "object", "properties": {"place": kind, "day": word}})
        assert described(entry(makes, "post", f"{P}/walks", requestBody=asked), "place") == said


def test_an_amount_in_cents_is_one_value(makes: Make):
    rows = {"type": "array", "items": {"type": "object", "properties": {"amount_in_cents": {}}}}
    found = entry(makes, "post", f"{P}/walks", requestBody=body(rows))["params"]["walks"]["schema"]["items"]
    assert [kind["type"] for kind in found["properties"]["amount_in_cents"]["anyOf"]] == ["string", "number", "boolean"]
