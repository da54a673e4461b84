"""Arguments for a write that shows afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcp import Client

from procore_mcp.catalog.model import Param
from procore_mcp.catalog.safety import Effect
from procore_mcp.catalog.tool import Action
from tests.e2e.contracts import CATALOG, answered
from tests.e2e.follower import Follower, source_of
from tests.e2e.plain_value import MARK, plain_value
from tests.e2e.told import tell


async def something_to_write(client: Client, action: Action, known: Mapping[str, Any]) -> dict[str, Any]:
    """What is required, for a change at least one thing to change, and for a deletion something that nobody misses."""
    known = {**known, **await _made_for_it(client, action, known)}
    arguments = await Follower(client).arguments(action.name, known) | dict(known)
    written = [name for name in arguments if name in action.params and action.params[name].in_ == "body"]
    if action.effect is not Effect.UPDATE or written:
        return arguments
    return arguments | _change(action)


async def _made_for_it(client: Client, action: Action, known: Mapping[str, Any]) -> dict[str, Any]:
    """The record that a deletion is to take away, where it can be made."""
    maker = CATALOG.tools.get(action.name.replace("delete_", "create_"))
    if not action.name.startswith("delete_") or maker is None or maker.name not in answered(reading=False):
        return {}
    told_of = {name: value for name, value in known.items() if name in maker.params}
    arguments = await Follower(client).arguments(maker.name, told_of) | told_of
    told = await tell(client, maker.name, arguments)
    named = {name for name, param in action.params.items() if param.in_ == "path" and param.fill is None}
    if told.failed or len(named - arguments.keys()) != 1:
        return {}
    (own,) = named - arguments.keys()
    return {name: arguments[name] for name in named & arguments.keys()} | {own: told.record["id"]}


def _change(action: Action) -> dict[str, Any]:
    """A text that may be anything, where there is one."""
    open_ended = {name: param for name, param in action.params.items() if param.in_ == "body" and _is_text(param)}
    values = {name: plain_value(name, param.json_schema) for name, param in open_ended.items()}
    return next(({name: value} for name, value in values.items() if MARK in value), {})


def _is_text(param: Param) -> bool:
    schema = param.json_schema
    kinds = schema.get("type")
    is_text = kinds == "string" or (isinstance(kinds, list) and "string" in kinds)
    return is_text and not schema.keys() & {"enum", "format", "pattern"} and source_of(schema) is None
