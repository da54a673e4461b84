"""Files that the demo job does not have."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world import Blob, World


def photo(width: int, height: int) -> bytes:
    """A JPEG."""
    from PIL import Image  # noqa: PLC0415 - only the tests of pictures need it

    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (120, 130, 140)).save(buffer, "JPEG")
    return buffer.getvalue()


EXTRA: Mapping[str, Blob] = {
    "photo.jpg": Blob("photo.jpg", "image/jpeg", photo(3000, 2000)),
    "tower.nwd": Blob("tower.nwd", "application/octet-stream", bytes(range(256)) * 4),
    "damaged.pdf": Blob("damaged.pdf", "application/pdf", b"%PDF-1.7\nnot a document"),
    "damaged.xlsx": Blob("damaged.xlsx", "application/zip", b"PK\x03\x04 cut off"),
    "damaged.png": Blob("damaged.png", "image/png", b"\x89PNG\r\n\x1a\n cut off"),
    "log.txt": Blob("log.txt", "text/plain", "\n".join(f"line {number}" for number in range(1, 501)).encode()),
}


def with_extra_files(world: World) -> World:
    """The same world with these files in its project, their names as keys."""
    pattern = world.records["files"][0]
    base = max(int(str(file["id"])) for file in world.records["files"])
    files = [_file(pattern, base + number, blob) for number, blob in enumerate(EXTRA.values(), 1)]
    records = {**world.records, "files": [*world.records["files"], *files]}
    return replace(world, records=records, blobs={**world.blobs, **EXTRA})


def _file(pattern: Record, number: int, blob: Blob) -> Record:
    version: Json = {"id": number, "file_id": number, "number": 1, "url": link_to(blob.name)}
    return {**pattern, "id": number, "name": blob.name, "size": len(blob.data), "file_versions": [version]}
