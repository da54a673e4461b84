"""The guided tour, with the client and the server of this process."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from procore_mcp.cli.tour.play import TourBroken, play
from procore_mcp.cli.tour.script import SCRIPT
from procore_mcp.cli.tour.stage import Stage
from tests.e2e.site import Site
from tests.server.eras import ERAS, Era


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_the_tour_holds_in_both_eras(era: Era, site: Site) -> None:
    shown = io.StringIO()
    for topic in site.simulator.store.all("meeting_topics"):
        topic.change({"status": "Open"})  # the tour of the other era has closed one
    async with site.client(era, settings=site.settings(allow="write")) as client:
        await play(Stage(client, site.simulator), SCRIPT, Console(file=shown, width=110))
    assert all(step.asks.split(".")[0] in " ".join(shown.getvalue().split()) for step in SCRIPT)


@pytest.mark.anyio
async def test_a_step_that_does_not_hold_breaks_the_tour_off(site: Site) -> None:
    broken = replace(SCRIPT[0], holds=lambda _told, _notes: False)
    async with site.client() as client:
        with pytest.raises(TourBroken, match=r"^step 1, list_rfis: "):
            await play(Stage(client, site.simulator), (broken,), Console(file=io.StringIO()))
