"""What a simulator keeps in a file between two runs: records, files and those on their way, and who is signed in."""

from __future__ import annotations

import datetime as dt
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from procore_mcp.simulator.oauth.tokens import Issued
from procore_mcp.simulator.storage.blob import StoredBlob
from procore_mcp.simulator.storage.uploads import Upload


@dataclass(frozen=True)
class Kept:
    """`seed` and `day` are those of the world that the records began as: its own files are made anew from them."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    format: Literal[2]
    seed: int
    day: dt.date
    next_id: int
    records: Mapping[str, list[dict[str, Any]]]
    blobs: Mapping[str, StoredBlob]
    uploads: list[Upload]
    issued: Issued


_KEPT = TypeAdapter(Kept)


def read_kept(file: Path) -> Kept | None:
    """None where there is no file yet. Raises ValueError for a file that no simulator wrote."""
    if not file.exists():
        return None
    try:
        return _KEPT.validate_json(file.read_bytes())
    except ValidationError:
        raise ValueError(
            f"{file} was not written by this version of the simulator. Name another file, or delete it."
        ) from None


def write_kept(file: Path, kept: Kept) -> None:
    """At once or not at all; for its owner's eyes only."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            json.dump(_KEPT.dump_python(kept, mode="json"), stream, ensure_ascii=False)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
