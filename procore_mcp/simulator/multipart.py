"""Forms as they come from outside."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException
from starlette.requests import Request


class BadForm(Exception):
    """What claims to be a form and cannot be read as one; the message says why."""


@asynccontextmanager
async def form_parts(request: Request) -> AsyncGenerator[list[tuple[str, str | UploadFile]]]:
    """The names and values in the order in which they came; files are open until the end. Raises BadForm."""
    try:
        form = await request.form()
    except (MultiPartException, ValueError) as bad:
        raise BadForm(str(bad)) from None
    try:
        yield form.multi_items()
    finally:
        await form.close()
