from __future__ import annotations

import pytest
from mcp import Client

from procore_mcp import __version__
from procore_mcp.server.instructions import INSTRUCTIONS
from tests.server.eras import ERAS, Era
from tests.server.fake_site import fake_server


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_clients_of_both_eras_learn_who_we_are(era: Era) -> None:
    async with Client(fake_server(), mode=era) as client:
        assert client.server_info is not None
        assert (client.server_info.name, client.server_info.title) == ("procore-mcp", "Procore")
        assert client.server_info.version == __version__
        assert client.instructions == INSTRUCTIONS
        assert client.server_capabilities.tools is not None
        assert client.server_capabilities.prompts is None


def test_the_instructions_fit_their_budget_and_name_the_way_in() -> None:
    assert len(INSTRUCTIONS) <= 1_200
    for word in ("list_companies", "list_projects", "find_tools", "describe_tools", "run_read", "confirmation"):
        assert word in INSTRUCTIONS
