"""Paints simple site pictures and writes them as PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import Literal

from procore_mcp.simulator.world.data import Facts

Color = tuple[int, int, int]
Rect = tuple[Literal["rect"], int, int, int, int, Color]
Line = tuple[Literal["line"], int, int, int, int, int, Color]
Grid = tuple[Literal["grid"], int, int, int, int, int, int, Color]


class PhotoFacts(Facts):
    """A vertical gradient from `top` to `bottom` with shapes on it, later ones in front; sizes in pixels."""

    size: tuple[int, int]
    top: Color
    bottom: Color
    shapes: list[Rect | Line | Grid]


def photo(facts: PhotoFacts) -> bytes:
    width, height = facts.size
    rows = [bytearray(bytes(_between(facts.top, facts.bottom, y / height)) * width) for y in range(height)]
    for shape in facts.shapes:
        for left, top, right, bottom, color in _boxes(shape):
            _fill(rows[max(top, 0) : bottom], max(left, 0), min(right, width), color)
    return _png(width, height, rows)


def _between(start: Color, end: Color, part: float) -> Color:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(start, end, strict=True))
    return red, green, blue


_Box = tuple[int, int, int, int, Color]


def _boxes(shape: Rect | Line | Grid) -> Iterable[_Box]:
    """The shape as filled boxes: left, top, right, bottom, color."""
    if shape[0] == "rect":
        _, x, y, width, height, color = shape
        return [(x, y, x + width, y + height, color)]
    if shape[0] == "line":
        return _line(shape)
    _, x, y, width, height, step, thick, color = shape
    down = [(left, y, left + thick, y + height, color) for left in range(x, x + width, step)]
    across = [(x, top, x + width, top + thick, color) for top in range(y, y + height, step)]
    return down + across


def _line(shape: Line) -> Iterable[_Box]:
    _, x0, y0, x1, y1, thick, color = shape
    steps = max(abs(x1 - x0), abs(y1 - y0))
    for step in range(0, steps + 1, 2):
        x, y = x0 + (x1 - x0) * step // steps, y0 + (y1 - y0) * step // steps
        yield x, y, x + thick, y + thick, color


def _fill(rows: Sequence[bytearray], left: int, right: int, color: Color) -> None:
    paint = bytes(color) * (right - left)
    for row in rows:
        row[3 * left : 3 * right] = paint


def _png(width: int, height: int, rows: Sequence[bytearray]) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\x00" + row for row in rows), 4)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", pixels) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
