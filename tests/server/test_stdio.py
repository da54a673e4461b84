from __future__ import annotations

import anyio
import mcp_types
import pytest
from mcp import Client, MCPError

from tests.server.eras import ERAS, Era
from tests.server.fake_process import over_stdio
from tests.server.test_consent import YES, Person


@pytest.mark.anyio
@pytest.mark.parametrize("era", ERAS)
async def test_a_process_serves_its_client_over_stdin_and_stdout(era: Era) -> None:
    person = Person(YES)
    with anyio.fail_after(60):
        async with Client(over_stdio(), mode=era, elicitation_callback=person) as client:
            assert len((await client.list_tools()).tools) == 6
            said = await client.call_tool("say_back", {"subject": "Grüße"})
            closed = await client.call_tool("close_rfi", {"subject": "7"})
            with pytest.raises(MCPError) as failure:
                await client.call_tool("crash_now", {})
            picture = await client.call_tool("show_picture", {})
    assert said.structured_content == {"said": "Grüße"}
    assert closed.structured_content == {"closed": "7"}
    assert len(person.asked) == 1
    assert failure.value.code == mcp_types.INTERNAL_ERROR
    assert "hunter2" not in str(failure.value.error)
    assert isinstance(picture.content[1], mcp_types.ImageContent)
