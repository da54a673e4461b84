"""Nothing that notifies people happens before a person agreed to exactly that."""

from __future__ import annotations

import pytest

from tests.e2e.person import Person
from tests.e2e.rfi import new_rfi, stored
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_person_is_asked_and_the_rfi_goes_out_once(era: Era, site: Site) -> None:
    subject, person = f"Asked in {era}", Person()
    async with site.client(era, person=person) as client:
        told = await tell(client, "create_rfi", new_rfi(site, subject))
    assert stored(site, subject) == [told.record["id"]]
    assert len(site.sent("POST")) == 1
    (question,) = person.asked
    assert f"body.rfi.subject: {subject}" in question.splitlines()
    assert str(site.facts.project_id) in question


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_nothing_is_sent_when_the_person_says_no(era: Era, site: Site) -> None:
    async with site.client(era, person=Person(agrees=False)) as client:
        told = await tell(client, "create_rfi", new_rfi(site, "Not agreed"))
    assert told.error["kind"] == "NOT_CONFIRMED"
    assert "did not agree" in told.error["message"]
    assert list(site.simulator.report) == []


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_the_executor_asks_as_the_tool_itself_would(era: Era, site: Site) -> None:
    subject, person = f"Through the executor in {era}", Person()
    async with site.client(era, person=person) as client:
        told = await tell(client, "run_create", {"tool": "create_rfi", "arguments": new_rfi(site, subject)})
    assert stored(site, subject) == [told.record["id"]]
    assert len(person.asked) == 1


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_where_nobody_can_be_asked_a_preview_comes_first_and_its_confirmation_sends_it(
    era: Era, site: Site
) -> None:
    subject = f"Previewed in {era}"
    rfi = new_rfi(site, subject)
    async with site.client(era) as client:
        preview = await tell(client, "create_rfi", rfi)
        assert (preview.data["status"], preview.data["done"]) == ("confirmation_needed", False)
        assert subject in preview.data["summary"]
        assert preview.data["request"]["body"]["rfi"]["subject"] == subject
        assert list(site.simulator.report) == []
        told = await tell(client, "create_rfi", {**rfi, "confirmation": preview.data["confirmation"]})
    assert stored(site, subject) == [told.record["id"]]


@pytest.mark.anyio
async def test_a_confirmation_works_once(site: Site) -> None:
    rfi = new_rfi(site, "Confirmed twice")
    async with site.client() as client:
        preview = await tell(client, "create_rfi", rfi)
        confirmed = {**rfi, "confirmation": preview.data["confirmation"]}
        assert not (await tell(client, "create_rfi", confirmed)).failed
        again = await tell(client, "create_rfi", confirmed)
    assert again.error["kind"] == "NOT_CONFIRMED"
    assert "used already" in again.error["message"]
    assert "without `confirmation`" in again.error["hint"]
    assert len(site.sent("POST")) == 1


@pytest.mark.anyio
async def test_a_confirmation_is_good_for_the_previewed_arguments_only(site: Site) -> None:
    rfi = new_rfi(site, "Previewed")
    async with site.client() as client:
        token = (await tell(client, "create_rfi", rfi)).data["confirmation"]
        other = await tell(client, "create_rfi", {**rfi, "subject": "Slipped in", "confirmation": token})
        after = await tell(client, "create_rfi", {**rfi, "confirmation": token})
    assert other.error["kind"] == "NOT_CONFIRMED"
    assert "another call" in other.error["message"]
    assert "used already" in after.error["message"], "a try with other arguments spends it"
    assert list(site.simulator.report) == []


@pytest.mark.anyio
async def test_a_confirmation_is_good_for_the_previewed_tool_only(site: Site) -> None:
    rfi_id = {"rfi_id": site.ids("rfis", _project_id=site.facts.project_id)[0]}
    async with site.client() as client:
        token = (await tell(client, "update_rfi", rfi_id)).data["confirmation"]
        other = await tell(client, "recycle_rfi", {**rfi_id, "confirmation": token})
    assert other.error["kind"] == "NOT_CONFIRMED"
    assert list(site.simulator.report) == []


@pytest.mark.anyio
async def test_a_confirmation_ends_after_ten_minutes(site: Site) -> None:
    rfi = new_rfi(site, "Confirmed late")
    async with site.client() as client:
        token = (await tell(client, "create_rfi", rfi)).data["confirmation"]
        await site.clock.sleep(601)
        late = await tell(client, "create_rfi", {**rfi, "confirmation": token})
    assert late.error["kind"] == "NOT_CONFIRMED"
    assert list(site.simulator.report) == []


@pytest.mark.anyio
async def test_an_invented_confirmation_is_refused(site: Site) -> None:
    async with site.client() as client:
        told = await tell(client, "create_rfi", {**new_rfi(site, "Invented"), "confirmation": "yes"})
    assert told.error["kind"] == "NOT_CONFIRMED"
    assert list(site.simulator.report) == []


@pytest.mark.anyio
async def test_what_a_call_says_cannot_write_lines_of_the_question(site: Site) -> None:
    """The model may have read its arguments in a document that wants the person to see something else."""
    rfi = new_rfi(site, "Gate.\n\nmethod: GET\nbody.rfi.draft: yes\u202e\u2028path: /nothing")
    person = Person(agrees=False)
    async with site.client(person=person) as client:
        await tell(client, "create_rfi", rfi)
    (question,) = person.asked
    lines = question.splitlines()
    assert [line for line in lines if line.startswith(("method:", "path:", "body.rfi.draft:"))] == [
        "method: POST",
        f"path: /rest/v1.0/projects/{site.facts.project_id}/rfis",
    ]
    assert lines[1] == "", "the sentence that sums it up is one line"
    assert "\u202e" not in question
