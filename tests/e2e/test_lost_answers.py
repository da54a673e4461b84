"""Connections that break: a read is asked again, a write never is."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.e2e.rfi import new_rfi, stored
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
@pytest.mark.parametrize(("moment", "records"), [("after_commit", 1), ("before_commit", 0)])
async def test_a_create_whose_answer_is_lost_is_not_sent_again(moment: str, records: int, era: Era, site: Site) -> None:
    subject = f"Lost {moment} in {era}"
    site.simulator.faults.add(("POST", ".*/rfis"), drop=moment)
    async with site.client(era, person=Person()) as client:
        told = await tell(client, "create_rfi", new_rfi(site, subject))
    assert len(stored(site, subject)) == records
    assert [seen.status for seen in site.sent("POST")] == [0]
    assert told.error["kind"] == "OUTCOME_UNKNOWN"
    # The same words for both: nobody on this side can tell them apart.
    assert told.error["message"] == (
        "The change was sent to 127.0.0.1, but the connection broke before the answer was complete: "
        "it may have happened or not. It was not sent again."
    )
    assert told.error["hint"] == "Look with list_rfis whether it happened, before anything is sent again."


@pytest.mark.anyio
async def test_the_tool_named_in_the_hint_finds_what_happened(site: Site) -> None:
    site.simulator.faults.add(("POST", ".*/rfis"), drop="after_commit")
    async with site.client(person=Person()) as client:
        await tell(client, "create_rfi", new_rfi(site, "Crane pad at gridline Q"))
        found = await tell(client, "list_rfis", {"search": "Crane pad at gridline Q"})
    assert [item["id"] for item in found.items] == stored(site, "Crane pad at gridline Q")


@pytest.mark.anyio
async def test_a_confirmation_is_spent_by_a_create_whose_answer_was_lost(site: Site) -> None:
    rfi = new_rfi(site, "Lost after its confirmation")
    site.simulator.faults.add(("POST", ".*/rfis"), drop="after_commit")
    async with site.client() as client:
        token = (await tell(client, "create_rfi", rfi)).data["confirmation"]
        first = await tell(client, "create_rfi", {**rfi, "confirmation": token})
        again = await tell(client, "create_rfi", {**rfi, "confirmation": token})
    assert [first.error["kind"], again.error["kind"]] == ["OUTCOME_UNKNOWN", "NOT_CONFIRMED"]
    assert len(site.sent("POST")) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("moment", ["after_commit", "before_commit"])
async def test_a_read_whose_answer_is_lost_is_asked_again(moment: str, site: Site) -> None:
    site.simulator.faults.add(("GET", ".*/rfis"), drop=moment, times=2)
    async with site.client() as client:
        told = await tell(client, "list_rfis", {"page_size": 3})
    assert len(told.items) == 3
    assert [seen.status for seen in site.sent("GET", "/rfis")] == [0, 0, 200]


@pytest.mark.anyio
@pytest.mark.parametrize("status", [500, 502, 504])
async def test_a_create_that_met_a_server_fault_is_not_sent_again(status: int, site: Site) -> None:
    site.simulator.faults.add(("POST", ".*/rfis"), status=status, html=True)
    async with site.client(person=Person()) as client:
        told = await tell(client, "create_rfi", new_rfi(site, f"Met {status}"))
    assert told.error["status"] == status
    assert "may have happened" in told.error["hint"]
    assert "list_rfis" in told.error["hint"]
    assert len(site.sent("POST")) == 1
