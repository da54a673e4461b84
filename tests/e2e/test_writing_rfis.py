"""RFIs and their replies, written and read back."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.e2e.rfi import DALE, new_rfi
from tests.e2e.site import Site
from tests.e2e.told import done, tell, tell_all


@pytest.fixture(autouse=True)
def narrow_limits(site: Site) -> None:
    site.narrow()


@pytest.mark.anyio
async def test_an_rfi_goes_out_is_changed_and_closed(site: Site) -> None:
    async with site.client(person=Person()) as client:
        made = await done(client, "create_rfi", {**new_rfi(site, "Rebar congestion at TG-2"), "due_date": "2026-10-02"})
        rfi = {"rfi_id": made["id"]}
        shown = await done(client, "show_rfi", rfi)
        changed = await done(client, "update_rfi", {**rfi, "subject": "Rebar congestion at TG-3", "due_date": None})
        closed = await done(client, "update_rfi", {**rfi, "accepted": True})
        found = await tell_all(client, "list_rfis", {"search": "Rebar congestion at TG-3"})
    assert (shown["subject"], shown["status"], shown["due_date"]) == ("Rebar congestion at TG-2", "open", "2026-10-02")
    assert [person["id"] for person in shown["assignees"]] == [DALE]
    assert shown["number"].isdigit()
    assert changed["subject"] == "Rebar congestion at TG-3"
    assert "due_date" not in changed
    assert closed["status"] == "closed"
    assert [item["id"] for told in found for item in told.items] == [made["id"]]
    assert site.refusals == 0


@pytest.mark.anyio
async def test_an_rfi_goes_to_the_recycle_bin_and_comes_back(site: Site) -> None:
    async with site.client(person=Person()) as client:
        rfi = {"rfi_id": (await done(client, "create_rfi", new_rfi(site, "Sent by mistake")))["id"]}
        gone = await tell(client, "recycle_rfi", rfi)
        bin_ = [item["id"] for told in await tell_all(client, "list_recycled_rfis", {}) for item in told.items]
        back = await tell(client, "restore_rfi", rfi)
        shown = await done(client, "show_rfi", rfi)
    assert not gone.failed
    assert rfi["rfi_id"] in bin_
    assert not back.failed
    assert shown["subject"] == "Sent by mistake"


@pytest.mark.anyio
async def test_a_reply_is_added_marked_official_and_deleted(site: Site) -> None:
    rfi = {"rfi_id": site.ids("rfis", _project_id=site.facts.project_id)[-1]}
    async with site.client(person=Person()) as client:
        made = await done(client, "create_rfi_reply", {**rfi, "body": "Use the detail on S-501."})
        reply = {**rfi, "reply_id": made["id"]}
        await done(client, "update_rfi_reply", {**reply, "official": True})
        shown = await done(client, "show_rfi_reply", reply)
        assert not (await tell(client, "delete_rfi_reply", reply)).failed
        after = await tell(client, "show_rfi_reply", reply)
    assert (shown["official"], shown["body"]) == (True, "Use the detail on S-501.")
    assert after.error["kind"] == "NOT_FOUND"


@pytest.mark.anyio
async def test_an_rfi_is_forwarded_and_its_ball_moves_on(site: Site) -> None:
    mine = {**new_rfi(site, "Who has the ball?"), "assignee_ids": [site.facts.user_id]}
    async with site.client(person=Person()) as client:
        made = await done(client, "create_rfi", mine)
        rfi = {"rfi_id": made["id"]}
        assert not (await tell(client, "forward_rfi_for_review", {**rfi, "forwardee_ids": [DALE]})).failed
        forwarded = await done(client, "show_rfi", rfi)
        assert not (await tell(client, "advance_rfi_ball_in_court", rfi)).failed
        advanced = await done(client, "show_rfi", rfi)
    holders = [[person["id"] for person in one["ball_in_court"]] for one in (made, forwarded, advanced)]
    assert holders == [[site.facts.user_id], [DALE], [site.facts.user_id]]
