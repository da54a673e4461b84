"""An attachment with its markup is made first and given then."""

from __future__ import annotations

import pytest

from tests.simulator.visitor import Visitor

PDFS = "/rest/v1.0/document_markup_downloadable_pdfs/find_or_create"


@pytest.mark.anyio
async def test_it_is_there_the_second_time(procore: Visitor) -> None:
    found = (await procore.get("/rest/v1.1/projects/{project}/submittals/attachments_with_markup?per_page=2"))[1]
    body = {
        "project_id": procore.facts.project_id,
        "item_id": found["submittal_id"],
        "item_type": "SubmittalLog",
        "attachment_id": found["id"],
    }
    first = await procore.ask("POST", PDFS, body)
    assert (first.status_code, first.content) == (202, b"")
    second = await procore.ask("POST", PDFS, body)
    assert (second.status_code, second.json()["status"]) == (200, "completed")
    assert (await procore.ask("GET", second.json()["url"])).status_code == 302
    for wrong in ({"item_id": 1}, {"attachment_id": 1}):
        assert (await procore.ask("POST", PDFS, body | wrong)).status_code == 404
