"""A Procore that writes down what it is sent, and answers as the document promises."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import httpx2

from tests.roundtrip.document import Document, Schema
from tests.roundtrip.sent import Sent, read

_EXAMPLES = {"integer": 7, "number": 7.5, "boolean": True, "string": "a text", "array": [], "object": {}}
_DEEPEST = 6
# What is read by pages is a list, also where the document shows one element of it.
_PAGES = {"page", "per_page"}


@dataclass
class Recorder:
    document: Document
    sent: list[Sent] = field(default_factory=list)

    async def __call__(self, request: httpx2.Request) -> httpx2.Response:
        sent = read(request, await request.aread())
        self.sent.append(sent)
        call = self.document.find(sent.method, sent.path)
        answer = None if call is None or call.answer is None else example(call.answer)
        if call is not None and call.query.keys() >= _PAGES and isinstance(answer, dict):
            answer = {
                name: [part] if name == "data" and isinstance(part, dict) else part for name, part in answer.items()
            }
        content = json.dumps(answer).encode()
        return httpx2.Response(200, content=content, headers={"content-type": "application/json"})

    def take(self) -> list[Sent]:
        """What came since the last time."""
        taken, self.sent = self.sent, []
        return taken


def example(schema: Schema, depth: int = 0) -> Any:
    """Something of this form, with empty lists; null where the document says nothing."""
    if "enum" in schema:
        return schema["enum"][0]
    if "properties" in schema and depth < _DEEPEST:
        return {name: example(part, depth + 1) for name, part in schema["properties"].items()}
    return _EXAMPLES.get(schema.get("type", ""))
