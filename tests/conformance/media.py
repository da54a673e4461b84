"""The smallest picture, the smallest sound, and text that stands for a file."""

from __future__ import annotations

import base64

import mcp_types

from tests.server.fake_site import PIXEL

PNG = base64.b64encode(PIXEL).decode("ascii")
# A WAV header of one channel at 16 kHz, followed by no samples.
WAV = base64.b64encode(
    b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x80\x3e\x00\x00\x00\x7d\x00\x00\x02\x00\x10\x00"
    b"data\x00\x00\x00\x00"
).decode("ascii")

PICTURE = mcp_types.ImageContent(data=PNG, mime_type="image/png")
SOUND = mcp_types.AudioContent(data=WAV, mime_type="audio/wav")


def embedded(uri: str, mime_type: str, words: str) -> mcp_types.EmbeddedResource:
    return mcp_types.EmbeddedResource(resource=mcp_types.TextResourceContents(uri=uri, mime_type=mime_type, text=words))
