"""Tools found for what people on site really ask; the requests were written without a look at the tools."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pytest

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.search import Search
from procore_mcp.catalog.tool import Action, Tool, Workflow


class Request(TypedDict):
    who: str
    says: str
    means: list[str]


CATALOG = load_catalog()
SEARCH = Search(CATALOG)
REQUESTS: list[Request] = json.loads(Path(__file__).with_name("requests.json").read_text(encoding="utf-8"))

# Search was tuned on the one half and never looked at the other, whose score is the honest one.
HALVES = {"tuned": REQUESTS[::2], "held out": REQUESTS[1::2]}
LEAST_AMONG_FIVE = {"tuned": 0.95, "held out": 0.88}


def normal(call: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", call)


def calls(tool: Tool) -> set[str]:
    """What the tool sends to Procore, as METHOD and path."""
    if isinstance(tool, Workflow):
        return {call for name in tool.uses for call in calls(CATALOG.tools[name])}
    assert isinstance(tool, Action)
    return {normal(f"{tool.http_method} {tool.path}")}


OFFERED = {call for tool in CATALOG.tools.values() for call in calls(tool)}


def answerable(requests: list[Request]) -> list[Request]:
    return [request for request in requests if meant(request) & OFFERED]


def meant(request: Request) -> set[str]:
    return {normal(call) for call in request["means"]}


def is_met(request: Request, *, limit: int) -> bool:
    return any(calls(tool) & meant(request) for tool in SEARCH.find(request["says"], limit=limit))


@pytest.mark.parametrize("half", HALVES)
def test_what_is_asked_for_is_among_the_five_best(half: str, record_property: Callable[[str, object], None]):
    requests = answerable(HALVES[half])
    missed = [request["says"] for request in requests if not is_met(request, limit=5)]
    first = sum(is_met(request, limit=1) for request in requests) / len(requests)
    among_five = 1 - len(missed) / len(requests)
    record_property("requests", len(requests))
    record_property("hit@1", round(first, 3))
    record_property("hit@5", round(among_five, 3))
    assert among_five >= LEAST_AMONG_FIVE[half], missed


def test_most_requests_can_be_answered():
    assert len(answerable(REQUESTS)) >= 200


def test_no_request_is_asked_twice():
    asked = [request["says"].lower() for request in REQUESTS]
    assert len(asked) == len(set(asked)) >= 220
