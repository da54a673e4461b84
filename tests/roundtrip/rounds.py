"""All calls of all tools, and where each parts from the document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.tool import Action
from tests.roundtrip.document import PLACEHOLDER, Document, Documented
from tests.roundtrip.door import COMPANY, PROJECT, Door
from tests.roundtrip.judge import disagreements
from tests.roundtrip.leaves import text
from tests.roundtrip.plan import Planned, planned
from tests.roundtrip.sent import Sent
from tests.roundtrip.trace import Given, sent_names

Found = defaultdict[str, set[str]]


class Rounds:
    """`found` holds the sentences of each tool that has any, `unused` what the document offers and it cannot say."""

    def __init__(self, catalog: Catalog, document: Document) -> None:
        self.found: Found = defaultdict(set)
        self.unused: Found = defaultdict(set)
        self.calls = 0
        self._catalog = catalog
        self._document = document

    async def run(self, door: Door) -> None:
        for tool in self._catalog.tools.values():
            if isinstance(tool, Action):
                await self._run(tool, door)

    async def _run(self, tool: Action, door: Door) -> None:
        schema, said, documented = await door.schema(tool.name), set[tuple[str, str]](), None
        async for call, sent in self._sent(tool, schema, door):
            documented = self._document.find(sent.method, sent.path)
            if documented is None:
                self.found[tool.name].add("the document has no such call")
            else:
                given = given_in(tool, schema, call)
                self.found[tool.name].update(told(tool, given, sent, documented))
                said.update(sent_names(sent, documented))
        if documented is not None:
            self.unused[tool.name] = {f"{group} {name}" for group, name in documented.names - said}

    async def _sent(self, tool: Action, schema: Mapping[str, Any], door: Door) -> AsyncIterator[tuple[Planned, Sent]]:
        for call in planned(tool, schema):
            self.calls += 1
            sent, refusal = await door.call(tool.name, call.arguments, f"run_{tool.effect}")
            if refusal is not None or len(sent) != 1:
                self.found[tool.name].add(f"{call.why}: {len(sent)} requests, {refusal}")
            else:
                yield call, sent[0]


def told(tool: Action, given: Given, sent: Sent, documented: Documented) -> Iterator[str]:
    if PLACEHOLDER.sub("{}", documented.path) != PLACEHOLDER.sub("{}", tool.path):
        yield f"sent to {documented.path}"
    yield from disagreements(given, sent, documented)


def given_in(tool: Action, schema: Mapping[str, Any], call: Planned) -> Given:
    """A false flag is silent where the presence of the flag alone counts."""
    defaults = (text(part["default"]) for part in schema["properties"].values() if "default" in part)
    quiet = (name for name, param in tool.params.items() if param.omit_false and call.arguments.get(name) is False)
    return Given(call.arguments, frozenset({str(COMPANY), str(PROJECT), "1", *defaults}), frozenset(quiet))


def noun(tool: str) -> str:
    """`accident_log` of `create_accident_log`."""
    return re.sub("^[a-z]+_", "", tool)
