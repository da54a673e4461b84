"""Other people's programs that print a link and wait until somebody has signed in."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import anyio
import httpx2
from anyio.streams.text import TextReceiveStream

from tests.e2e.browser import PATIENCE, Browser
from tests.e2e.office import Office

_LINK = re.compile(r"https?://[^\s\"']+/oauth/authorize\?[^\s\"']+(?=[\s\"'])")  # whole: it comes in pieces
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Done:
    """`told` is everything that it printed, without colours; `links` how often somebody had to sign in."""

    told: str
    links: int
    exit_code: int


async def run_agreeing(command: Sequence[str], office: Office, environment: Mapping[str, str]) -> Done:
    """Whoever is sent to sign in does so at once, and agrees to everything."""
    told, seen = "", set[str]()
    async with (
        office.browser() as browser,
        await anyio.open_process(command, env={**os.environ, **environment}, stderr=subprocess.STDOUT) as process,
    ):
        assert process.stdout
        try:
            async for text in TextReceiveStream(process.stdout):
                told += _COLOUR.sub("", text)
                for link in set(_LINK.findall(told)) - seen:
                    seen.add(link)
                    await _agree(browser, link)
        except BaseException:
            process.kill()  # it would wait for a browser for ever, and we for it
            raise
        return Done(told, len(seen), await process.wait())


async def _agree(browser: Browser, link: str) -> None:
    back = await browser.sign_in(link)
    async with httpx2.AsyncClient(trust_env=False, timeout=PATIENCE) as http:
        await http.get(back.address)
