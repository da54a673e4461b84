"""Arguments that the address of a server has set, so that nobody else may: a company, or a company and one project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from procore_mcp.catalog.model import Json, Param

Bound = Literal["nothing", "company", "project"]
Kind = Literal["company", "project"]

_NAMES: Mapping[str, Kind] = {"company_id": "company", "project_id": "project"}
# Other names that Procore has for them.
_ALSO: Mapping[str, Kind] = {
    "company_ids": "company",
    "project_ids": "project",
    "projectId": "project",
    "projectIds": "project",
}
# target_project_id, current_project_ids; other companies (assignee_company_id) are firms in a directory.
_WHEREABOUTS = re.compile(r"\w+_project_ids?")
_ELSEWHERE = frozenset({"bid_board_project_id"})  # estimating counts its own projects
_KINDS: Mapping[Bound, frozenset[Kind]] = {
    "nothing": frozenset(),
    "company": frozenset({"company"}),
    "project": frozenset({"company", "project"}),
}
_WIRE_PARTS = re.compile(r"[.\[\]]+")


def arguments_set(params: Mapping[str, Param], bound: Bound) -> dict[str, Kind]:
    """Names of the arguments that say which company or project a call is about, as far as `bound` has said it.

    The name that Procore reads counts too: a field of the body may say the same as the path.
    """
    kinds = _KINDS[bound]
    said = {name: _kind(name, param) for name, param in params.items()} if kinds else {}
    return {name: kind for name, kind in said.items() if kind in kinds}


def kinds_of(bound: Bound) -> frozenset[Kind]:
    """What is bound."""
    return _KINDS[bound]


def kind_of(name: str, bound: Bound) -> Kind | None:
    """What a property of this name, at any depth, says, be it one id or several; None when it says nothing that `bound`
    has set."""
    kind = _NAMES.get(name) or _ALSO.get(name) or ("project" if tells_where(name) else None)
    return kind if kind in _KINDS[bound] else None


def tells_where(name: str) -> bool:
    """Whether a property of this name says in which project a record is or where it goes, not whose it is."""
    return name not in _ELSEWHERE and _WHEREABOUTS.fullmatch(name) is not None


def schema_without(schema: Mapping[str, Json], names: Mapping[str, Kind]) -> dict[str, Json]:
    """The root of `schema` without these properties."""
    properties = cast("dict[str, Json]", schema["properties"])
    left: list[Json] = [name for name in cast("list[Json]", schema.get("required", [])) if name not in names]
    narrowed = {word: value for word, value in schema.items() if word != "required"}
    narrowed["properties"] = {name: value for name, value in properties.items() if name not in names}
    return {**narrowed, "required": left} if left else narrowed


def _kind(name: str, param: Param) -> Kind | None:
    wire = _WIRE_PARTS.split((param.wire or name).rstrip("]"))[-1]
    return _NAMES.get(name) or _NAMES.get(wire)
