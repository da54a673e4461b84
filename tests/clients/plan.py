"""What a client script is told, and what it tells."""

from __future__ import annotations

import json
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass

import anyio
from mcp_types import CallToolResult, Tool

JsonObject = dict[str, object]


@dataclass(frozen=True)
class Call:
    """`asks`: a person has to confirm it, so only clients that show forms make it. `fails`: an error is the answer."""

    tool: str
    arguments: JsonObject
    asks: bool = False
    fails: bool = False


@dataclass(frozen=True)
class Plan:
    """Either `url` or `command` names the server; `era` is `modern` or `legacy`."""

    era: str
    calls: tuple[Call, ...]
    url: str | None = None
    command: tuple[str, ...] | None = None

    def to_json(self) -> str:
        return json.dumps(asdict(self))


@dataclass(frozen=True)
class Report:
    """`tools` in the order of the list, each `{"name", "inputSchema"}`; `answers` in the order of the calls, each
    `{"isError", "structured", "content"}`."""

    tools: list[JsonObject]
    answers: list[JsonObject]


def report(tools: Sequence[Tool], results: Sequence[CallToolResult]) -> Report:
    return Report(
        [{"name": tool.name, "inputSchema": tool.input_schema} for tool in tools],
        [answer(result.model_dump(mode="json", by_alias=True, exclude_none=True)) for result in results],
    )


def answer(result: JsonObject) -> JsonObject:
    """The parts of a result, as on the wire, that every client must see alike."""
    return {
        "isError": bool(result.get("isError")),
        "structured": result.get("structuredContent"),
        "content": result.get("content"),
    }


def run(client: Callable[[Plan], Awaitable[Report]]) -> None:
    """The main function of a client script written in Python."""
    given = json.loads(sys.argv[1])
    calls = tuple(Call(**call) for call in given.pop("calls"))
    print(json.dumps(asdict(anyio.run(client, Plan(calls=calls, **given)))))  # noqa: T201 - this is the report
