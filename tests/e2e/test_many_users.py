"""Everybody signs in as themselves, with the SDK's own client."""

from __future__ import annotations

import anyio
import pytest

from tests.e2e.assistant import Assistant
from tests.e2e.office import open_office
from tests.e2e.site import Site
from tests.e2e.told import tell
from tests.server.eras import ERAS, Era


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_person_signs_in_by_registration_and_calls_as_themselves(era: Era, site: Site) -> None:
    with anyio.fail_after(30):
        async with open_office(site) as office, office.browser(office.people[1]) as browser:
            assistant = Assistant(browser, office.mcp)
            async with assistant.connected(era) as client:
                told = await tell(client, "show_my_profile")
    assert told.record["id"] == office.people[1]
    assert assistant.signed_in == 1
