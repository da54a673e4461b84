"""Placeholders of the path against the parameters that travel in it."""

from __future__ import annotations

import re

from procore_mcp.catalog.checks.problem import Problem
from procore_mcp.catalog.tool import Action

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def check_path(action: Action) -> None:
    placeholders = _PLACEHOLDER.findall(action.path)
    in_path = {param.wire or name: name for name, param in action.params.items() if param.in_ == "path"}
    for placeholder in placeholders:
        if placeholder not in in_path:
            fix = 'Add a parameter with "in": "path" and this name, or this `wire`.'
            raise Problem("http", f"nothing fills {{{placeholder}}}", fix)
    for wire, name in in_path.items():
        if wire not in placeholders:
            raise Problem(f"params.{name}", f"the path has no {{{wire}}}", "Correct `in`, `wire` or the path.")
        if action.params[name].required is False and action.params[name].fill is None:
            fix = "Remove `required`, or add a `fill`."
            raise Problem(f"params.{name}", "a path parameter cannot be left out", fix)
