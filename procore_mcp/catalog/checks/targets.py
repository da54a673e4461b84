"""Where arguments travel: no two to the same place."""

from __future__ import annotations

from collections.abc import Iterator

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import Paging, Param
from procore_mcp.catalog.tool import Action

Target = tuple[str, ...]


def check_targets(action: Action) -> Iterator[Problem]:
    taken = dict.fromkeys(_page_targets(action.paging), "paging")
    for name, param in action.params.items():
        target = _target(name, param, action)
        rival = _rival(target, taken)
        if rival and not _are_two_ends(param, action.params.get(rival)):
            yield Problem(
                f"params.{name}", f"it travels to the same place as {rival}", "Correct `wire`, `in` or `beside`."
            )
        taken[target] = name


def _target(name: str, param: Param, action: Action) -> Target:
    wire = param.wire or name
    if param.in_ != "body":
        return str(param.in_), wire
    wrap = action.body.wrap if action.body else None
    outer = () if wrap is None or param.beside else (wrap,)
    return "body", *outer, *wire.split(".")


def _rival(target: Target, taken: dict[Target, str]) -> str | None:
    if target[0] != "body":
        return taken.get(target)
    inside = (name for other, name in taken.items() if other[: len(target)] == target[: len(other)])
    return next(inside, None)


def _are_two_ends(one: Param, other: Param | None) -> bool:
    return other is not None and {one.range, other.range} == {"since", "until"}


def _page_targets(paging: Paging | None) -> Iterator[Target]:
    if paging and paging.style != "local":
        yield "query", paging.page or "page"
        yield "query", paging.size or "per_page"
