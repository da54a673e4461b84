"""Entries of a tool file turned into tools."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from procore_mcp.catalog.model import ActionEntry, Body, Paging, PagingStyle, Param, View, WorkflowEntry
from procore_mcp.catalog.safety import Effect, Safety
from procore_mcp.catalog.tool import Action, Tier, Workflow

_EFFECT_OF_METHOD = {"POST": Effect.CREATE, "PUT": Effect.UPDATE, "PATCH": Effect.UPDATE}
_EFFECT_OF_SAFETY = {Safety.READ: Effect.READ, Safety.DELETE: Effect.DELETE}
_MILDEST = {Effect.READ: Safety.READ, Effect.DELETE: Safety.DELETE}


def build_action(
    name: str, entry: ActionEntry, params: Mapping[str, Param], *, toolset: str, tier: Tier, view: View | None
) -> Action:
    method, _, path = entry.http.partition(" ")
    effect = _EFFECT_OF_SAFETY.get(entry.safety) or _EFFECT_OF_METHOD.get(method, Effect.UPDATE)
    return Action(
        name=name,
        title=entry.title,
        description=entry.description,
        toolset=toolset,
        tier=tier,
        safety=entry.safety,
        effect=effect,
        listed=entry.listed,
        params=params,
        note=entry.note,
        http_method=method,
        path=path,
        company_header=entry.company_header,
        body=entry.body or (Body() if any(param.in_ == "body" for param in params.values()) else None),
        pages=_paging(entry.paging),
        result=entry.result,
        view=view,
        look_with=entry.look_with,
        source=entry.source,
        deprecated=entry.deprecated,
    )


def build_workflow(
    name: str, entry: WorkflowEntry, params: Mapping[str, Param], *, toolset: str, tier: Tier, used: Iterable[Action]
) -> Workflow:
    """`used` are the actions that `entry.uses` names; parameters shared with actions lose the way they travel there."""
    runs_effect = Effect(entry.runs_effect) if entry.runs_effect else None
    actions = tuple(used)
    safety = max((action.safety for action in actions), default=Safety.READ)
    return Workflow(
        name=name,
        title=entry.title,
        description=entry.description,
        toolset=toolset,
        tier=tier,
        safety=_MILDEST.get(runs_effect, Safety.WRITE) if runs_effect else safety,
        effect=runs_effect or max((action.effect for action in actions), default=Effect.READ, key=_rank),
        listed=entry.listed,
        params={param_name: _input(param) for param_name, param in params.items()},
        note=entry.note,
        uses=tuple(entry.uses),
        runs=entry.runs,
        runs_effect=runs_effect,
    )


def _paging(written: Paging | PagingStyle | None) -> Paging | None:
    return Paging(style=written) if isinstance(written, str) else written


def _input(param: Param) -> Param:
    return param if param.in_ == "input" else param.model_copy(update={"in_": "input", "wire": None})


def _rank(effect: Effect) -> int:
    return list(Effect).index(effect)
