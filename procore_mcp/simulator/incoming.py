"""What a client sends, up to a limit."""

from __future__ import annotations

from starlette.types import Message, Receive


class BodyTooLarge(Exception):
    """More came than is taken."""


def capped(receive: Receive, most: int) -> Receive:
    """The same messages; raises BodyTooLarge once they hold more than `most` bytes, announced or not."""
    taken = 0

    async def counted() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise BodyTooLarge
        return message

    return counted
