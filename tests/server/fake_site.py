"""A server with a few telling tools: `python -m tests.server.fake_site [--transport http --port N]`."""

from __future__ import annotations

import argparse
import sys
from functools import partial
from typing import Any

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server

from procore_mcp.catalog.safety import Safety
from procore_mcp.engine.answer import Answer, Image
from procore_mcp.engine.consent import CannotAsk, Consent, Preview
from procore_mcp.errors import ProcoreError
from procore_mcp.server.app import build_server
from procore_mcp.server.extra import ExtraCatalogue
from procore_mcp.server.http import serve_http
from procore_mcp.server.log import configure_logging
from procore_mcp.server.sessions import OneUser
from procore_mcp.server.stdio import serve_stdio
from procore_mcp.state.open import open_state
from procore_mcp.state.protocol import State
from tests.server.fake_engine import SESSION, Act, Arguments, FakeEngine, confirmation_of, echo, fake_tool

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cfc0f01f00050201"
    "ff5fc8f1d20000000049454e44ae426082"
)
KEY = b"a key of the fake site, 32 bytes or more"


async def show_picture(arguments: Arguments, consent: Consent) -> Answer:
    return Answer({"file_name": "pixel.png"}, (Image(PIXEL, "image/png"),))


async def close_rfi(arguments: Arguments, consent: Consent, *, state: State) -> Answer:
    subject = str(arguments.get("subject"))
    preview = Preview(
        "close_rfi", "Close RFI", f"Close RFI {subject}.", {"method": "PATCH", "path": f"/rfis/{subject}"}
    )
    try:
        await consent.obtain(preview, confirmation_of("close_rfi", arguments, state))
    except CannotAsk:
        return Answer({"status": "confirmation_needed", "confirmation": "a-token"})
    return Answer({"closed": subject})


async def show_missing(arguments: Arguments, consent: Consent) -> Answer:
    raise ProcoreError(
        "There is no such RFI.",
        status=404,
        kind="NOT_FOUND",
        fields={"id": ["is unknown"]},
        request_id="r-1",
        hint="List the RFIs first.",
    )


async def crash_now(arguments: Arguments, consent: Consent) -> Answer:
    print("a stray line on stdout")  # noqa: T201 - what a careless library may do while we serve
    raise RuntimeError("postgres://user:hunter2@db/procore")


async def wait_for_line(arguments: Arguments, consent: Consent) -> Answer:
    print("waiting", flush=True)  # noqa: T201 - tells the test that the call is running; over HTTP stdout is free
    return Answer({"heard": await anyio.to_thread.run_sync(sys.stdin.readline)})


ACTS: dict[str, Act] = {
    "show_picture": show_picture,
    "show_missing": show_missing,
    "crash_now": crash_now,
    "wait_for_line": wait_for_line,
    "say_back": echo,
}


def fake_server(extra: ExtraCatalogue | None = None) -> Server[Any]:
    acts = {**ACTS, "close_rfi": partial(close_rfi, state=open_state("sqlite://"))}
    tools = tuple(fake_tool(name, safety=Safety.COMMIT if name == "close_rfi" else Safety.READ) for name in acts)
    engine = FakeEngine(acts, tools)
    return build_server(engine, OneUser(SESSION), surface=tools, request_state_keys=[KEY], extra=extra)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--transport", default="stdio")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    configure_logging("warning")
    if options.transport == "stdio":
        anyio.run(serve_stdio, fake_server())
    else:
        anyio.run(partial(serve_http, fake_server(), port=options.port, on_ready=partial(print, flush=True)))


if __name__ == "__main__":
    main()
