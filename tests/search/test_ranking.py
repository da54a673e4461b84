"""What comes first among tools that hold the same words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.search import Search

CATALOG = load_catalog()


@pytest.mark.parametrize("thing", ["observations", "rfis", "meetings", "company webhooks"])
def test_the_thing_itself_comes_before_its_parts(thing: str):
    verb, *nouns = Search(CATALOG).find(f"list {thing}", limit=1)[0].name.split("_")
    assert verb == "list"
    assert set(nouns) <= {*thing.split()}


def test_daily_work_comes_before_the_rest():
    curated = CATALOG.tools["list_observations"]
    generated = replace(curated, name="list_all_observations", tier="generated")
    tools = {tool.name: tool for tool in (generated, curated)}
    found = Search(Catalog(tools, CATALOG.toolsets, CATALOG.surface)).find("all the observations")
    assert [tool.name for tool in found] == ["list_observations", "list_all_observations"]


def test_an_act_that_was_asked_for_counts():
    assert Search(CATALOG).find("write up an RFI on the door hardware", limit=1)[0].name == "create_rfi"


def test_what_is_said_to_be_new_is_created():
    found = Search(CATALOG).find("new phase code for winter protection", limit=5)
    assert found[0].verb == "create"


def test_what_a_record_is_about_does_not_hide_its_kind():
    found = Search(CATALOG).find("any emails about the rebar submittal", limit=5)
    assert "list_email_communication_emails" in {tool.name for tool in found}


@pytest.mark.parametrize("says", ["don't pay Acme yet", "do not pay Acme yet", "don\u2019t pay Acme yet"])
def test_a_contraction_says_what_its_words_say(says: str):
    found = Search(CATALOG).find(says, limit=5)
    assert "create_payment_readiness_manual_hold" in {tool.name for tool in found}


def test_a_name_is_no_typo():
    found = Search(CATALOG).find("a price from Cooper", limit=5)
    assert [tool.name for tool in found if "catalog" in tool.name] == []


def test_what_has_not_been_done_is_listed():
    assert Search(CATALOG).find("tickets that haven't been signed", limit=1)[0].verb == "list"


def test_one_record_is_shown_to_who_names_it_and_the_others_are_listed():
    search = Search(CATALOG)
    assert search.find("the meeting notes", limit=1)[0].verb == "list"
    assert search.find("show RFI 12", limit=1)[0].name == "show_rfi"


def test_five_answers_are_not_five_parts_of_one_thing():
    found = Search(CATALOG).find("change the action plan", limit=5)
    assert len({tool.effect for tool in found}) > 1
