"""Pictures scaled down to what a model looks at."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from procore_mcp.engine.answer import Image
from procore_mcp.engine.content.damage import Unreadable, parsing
from procore_mcp.engine.content.extra import optional

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

MAX_SIDE = 1_568  # pixels; vision models scale anything larger down to about this
MAX_BYTES = 450_000
MAX_PIXELS = 80_000_000  # a decompression bomb is larger than any site camera's picture
# Longer side in pixels and quality, until it is small enough.
_STEPS = ((MAX_SIDE, 85), (MAX_SIDE, 70), (MAX_SIDE, 55), (MAX_SIDE, 40), (1_176, 40), (784, 40))


def small_image(content: bytes) -> Image:
    """Raises Unreadable when the bytes are not a picture that can be read."""
    pillow = optional("PIL.Image")
    transpose = optional("PIL.ImageOps").exif_transpose
    with parsing("the picture is damaged or of an unknown kind"):
        try:
            opened = pillow.open(io.BytesIO(content))
        except (pillow.DecompressionBombError, pillow.DecompressionBombWarning):
            raise Unreadable("the picture has far more pixels than can be scaled here") from None
        with opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise Unreadable(f"{opened.width} x {opened.height} pixels is more than can be scaled here")
            return as_jpeg(transpose(opened), MAX_BYTES)


def as_jpeg(picture: Picture, max_bytes: int) -> Image:
    """At most 1,568 pixels on the longer side; of a picture that stays too large, its smallest form."""
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    flat = picture.convert("RGB")
    written = b""
    for side, quality in _STEPS:
        flat.thumbnail((side, side))
        buffer = io.BytesIO()
        flat.save(buffer, "JPEG", quality=quality, optimize=True)
        written = buffer.getvalue()
        if len(written) <= max_bytes:
            break
    return Image(written, "image/jpeg")
