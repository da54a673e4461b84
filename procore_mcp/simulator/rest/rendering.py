"""Turns a stored record into what a client gets to see."""

from __future__ import annotations

import json
from collections.abc import Mapping

from procore_mcp.simulator.json_types import Json, Record, is_list, is_record
from procore_mcp.simulator.links import Links
from procore_mcp.simulator.pointers import linked, sized
from procore_mcp.simulator.storage.blob import Blob


class Rendering:
    """Drops bookkeeping, puts links and sizes in place of file keys, and writes ids as the version wants them."""

    def __init__(self, links: Links, blobs: Mapping[str, Blob]) -> None:
        self._links = links
        self._blobs = blobs

    def record(self, record: Record, *, text_ids: bool) -> Record:
        shown = {name: self._value(value) for name, value in record.items() if not name.startswith("_")}
        return with_text_ids(shown) if text_ids else shown

    def _value(self, value: Json) -> Json:
        if is_record(value):
            return self.record(value, text_ids=False)
        if is_list(value):
            return [self._value(item) for item in value]
        return self._text(value) if isinstance(value, str) else value

    def _text(self, text: str) -> Json:
        if (key := linked(text)) is not None:
            return self._links.shown(key)
        return text if (key := sized(text)) is None else len(self._blobs[key].data)


def with_text_ids(record: Record) -> Record:
    """The same with every id as a string, as v2 writes them."""
    return {name: _text_id(name, value) for name, value in record.items()}


def _text_id(name: str, value: Json) -> Json:
    if is_record(value):
        return with_text_ids(value)
    if is_list(value):
        return [_text_id(name.removesuffix("s"), item) for item in value]
    is_id = name == "id" or name.endswith("_id")
    return str(value) if is_id and isinstance(value, int) and not isinstance(value, bool) else value


def written(value: Json) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
