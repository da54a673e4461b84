"""The whole generated tier, made from the calls of a document and the tools that people wrote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.action_entry import EntryWriter
from procore_mcp.catalog.openapi.alike import alikes
from procore_mcp.catalog.openapi.arguments import Entry
from procore_mcp.catalog.openapi.documented_action import DocumentedAction, anonymous
from procore_mcp.catalog.openapi.former_names import former_names
from procore_mcp.catalog.openapi.glossary import Glossary
from procore_mcp.catalog.openapi.imported import Call, Imported, facts_of
from procore_mcp.catalog.openapi.naming import names
from procore_mcp.catalog.openapi.phrase import phrase
from procore_mcp.catalog.openapi.sources import sources
from procore_mcp.catalog.openapi.twins import Twins, twins
from procore_mcp.catalog.openapi.usual_kinds import usual_kinds
from procore_mcp.catalog.openapi.versions import superseded
from procore_mcp.catalog.openapi.words import snake
from procore_mcp.catalog.tool import Action, Tool

_SIGN_IN_PATH = "/oauth/"
_SIGN_IN = "It belongs to signing in, which the server does itself."


@dataclass(frozen=True, slots=True)
class Tier:
    """`files` are tool files by toolset, `names` the tools in each; `aliases` lead from names of earlier imports to
    today's."""

    files: dict[str, Entry]
    names: dict[str, list[str]]
    imported: Imported
    aliases: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Plan:
    """Which call is served how: `curated` by tools that people wrote, `named` by generated ones, the rest `instead`."""

    curated: Mapping[str, list[str]]
    named: Mapping[str, str]
    instead: Mapping[str, str]

    def tool(self, http: str) -> str:
        http = self.instead.get(http, http)
        return self.curated[http][0] if http in self.curated else self.named[http]


def build_tier(
    actions: Sequence[DocumentedAction],
    *,
    version: str,
    curated: Mapping[str, Tool],
    glossary: Glossary,
    before: Imported,
    aliases: Mapping[str, str],
) -> Tier:
    """`before` and `aliases` come from the import that this one replaces. Same arguments, same bytes."""
    ordered = sorted((action for action in actions if not action.obstacle), key=_order)
    known = twins(curated)
    plan = _planned(ordered, known)
    origins = sources(_reading_tools(ordered, plan, known), curated.keys())
    writer = EntryWriter(glossary, origins, usual_kinds(ordered), known)
    calls = {action.http: _call(action, plan) for action in actions}
    imported = Imported(document=version, calls=dict(sorted(calls.items())))
    every_name = {*curated, *plan.named.values()}
    modules = _modules(ordered, plan)
    return Tier(
        files={toolset_of(module): _file(module, found, plan, writer) for module, found in modules.items()},
        names={toolset_of(module): [plan.named[action.http] for action in found] for module, found in modules.items()},
        imported=imported,
        aliases=former_names(before, imported, aliases, every_name),
    )


def _order(action: DocumentedAction) -> tuple[str, str, str]:
    return anonymous(action.tail), action.method, action.path


def _planned(actions: Sequence[DocumentedAction], known: Twins) -> _Plan:
    by_call: defaultdict[str, list[str]] = defaultdict(list)
    for tool in known.curated.values():
        if isinstance(tool, Action):
            by_call[anonymous(f"{tool.http_method} {tool.path}")].append(tool.name)
    by_people = {action.http: by_call[found] for action in actions if (found := anonymous(action.http)) in by_call}
    instead = superseded(actions, by_people)
    rest = [action for action in actions if action.http not in by_people and action.http not in instead]
    return _Plan(by_people, names(rest, known), instead)


def _reading_tools(
    actions: Sequence[DocumentedAction], plan: _Plan, known: Twins
) -> list[tuple[DocumentedAction, str]]:
    """What people wrote comes first, and stands for other forms of the same."""
    rest = [action for action in actions if action.http in plan.named]
    return [
        *((action, plan.curated[action.http][0]) for action in actions if action.http in plan.curated),
        *((action, known.namesake(action, phrase(action)) or plan.named[action.http]) for action in rest),
    ]


def _call(action: DocumentedAction, plan: _Plan) -> Call:
    facts = facts_of(action)
    if action.obstacle:
        is_signing_in = action.path.startswith(_SIGN_IN_PATH)
        return facts.model_copy(update={"outside": _SIGN_IN if is_signing_in else action.obstacle})
    if action.http in plan.instead:
        return facts.model_copy(update={"instead": plan.tool(action.http)})
    return facts.model_copy(update={"tools": plan.curated.get(action.http) or [plan.named[action.http]]})


def _modules(actions: Sequence[DocumentedAction], plan: _Plan) -> dict[str, list[DocumentedAction]]:
    """What becomes a tool, by module; modules that differ in signs alone are one."""
    modules: defaultdict[str, list[DocumentedAction]] = defaultdict(list)
    for action in actions:
        if action.http in plan.named:
            modules[toolset_of(action.module)].append(action)
    return {found[0].module: found for _, found in sorted(modules.items())}


def toolset_of(module: str) -> str:
    """Of what people did not write: their own toolsets have the plain names."""
    return f"more_{snake(module)}"


def _file(module: str, actions: Sequence[DocumentedAction], plan: _Plan, writer: EntryWriter) -> Entry:
    entries = {plan.named[action.http]: writer.entry(plan.named[action.http], action) for action in actions}
    alike = alikes(entries)
    entries |= {
        name: writer.entry(name, action, is_alike=True)
        for action in actions
        if (name := plan.named[action.http]) in alike
    }
    return {
        "$schema": "../_format.schema.json",
        "toolset": toolset_of(module),
        "title": f"More of {module}",
        "description": f"What else the REST API offers in its module {module}; made from Procore's OpenAPI document.",
        "actions": {**entries},
    }
