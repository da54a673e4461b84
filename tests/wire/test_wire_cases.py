from __future__ import annotations

import pytest

from procore_mcp.api.messages import Download, Request, Response
from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.check import checked
from procore_mcp.engine.encode import encode
from procore_mcp.engine.session import Session
from procore_mcp.errors import BadArguments
from tests.wire.table import TOOLS, Case, as_request, as_written, rows

CATALOG = load_catalog(extra=[TOOLS])


class _Silent:
    """Nothing is sent here."""

    async def send(self, request: Request) -> Response:
        raise AssertionError(request)

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        raise AssertionError(link, max_bytes, company_id)


SESSION = Session(user="ana", sender=_Silent(), company_id=100, project_id=200)


def _curated_actions() -> set[str]:
    return {tool.name for tool in CATALOG.tools.values() if isinstance(tool, Action) and tool.tier == "curated"}


@pytest.mark.parametrize("case", [pytest.param(row, id=name) for name, row in rows("cases")])
def test_a_call_becomes_the_documented_request(case: Case) -> None:
    action = CATALOG.resolve(case["tool"])
    assert isinstance(action, Action)

    request = encode(action, checked(action, case["arguments"], SESSION))

    assert as_written(request) == as_request(case["request"])


@pytest.mark.parametrize("case", [pytest.param(row, id=name) for name, row in rows("refused")])
def test_a_wrong_argument_is_named_and_nothing_is_sent(case: Case) -> None:
    with pytest.raises(BadArguments) as refusal:
        checked(CATALOG.resolve(case["tool"]), case["arguments"], SESSION)

    told = " ".join(refusal.value.problems)
    assert [words for words in case["problems"] if words not in told] == []


def test_every_action_has_a_case() -> None:
    shown = {row["tool"] for _, row in rows("cases")}

    assert _curated_actions() - shown == set()
