"""Where arguments travel: no two to the same place."""

from __future__ import annotations

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.model import Paging, Param
from procore_mcp.catalog.tool import Action

Target = tuple[str, ...]


def check_targets(action: Action) -> None:
    taken = _page_targets(action.paging)
    holders: dict[Target, str] = {}
    for name, param in action.params.items():
        target = _target(name, param, action)
        outer = [target[:length] for length in range(2, len(target))]
        rival = taken.get(target) or holders.get(target) or next((taken[part] for part in outer if part in taken), None)
        if rival and not _are_two_ends(param, action.params.get(rival)):
            fix = "Correct `wire`, `in` or `beside`."
            raise Problem(f"params.{name}", f"it travels to the same place as {rival}", fix)
        taken[target] = name
        holders.update(dict.fromkeys(outer, name))


def _target(name: str, param: Param, action: Action) -> Target:
    """`("body", "rfi", "question", "body")` for example; fields that hold each other share their beginning."""
    wire = param.wire or name
    if param.in_ != "body":
        return str(param.in_), wire
    wrap = action.body.wrap if action.body else None
    outer = () if wrap is None or param.beside else (wrap,)
    return "body", *outer, *wire.split(".")


def _are_two_ends(one: Param, other: Param | None) -> bool:
    return other is not None and {one.range, other.range} == {"since", "until"}


def _page_targets(paging: Paging | None) -> dict[Target, str]:
    if paging is None or paging.style == "local":
        return {}
    return {("query", paging.page or "page"): "paging", ("query", paging.size or "per_page"): "paging"}
