"""Arguments that the address of a server has set, so that nobody else may: a company, or a company and one project."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, cast

from procore_mcp.catalog.model import Json, Param

Bound = Literal["nothing", "company", "project"]
Kind = Literal["company", "project"]

_NAMES: Mapping[str, Kind] = {"company_id": "company", "project_id": "project"}
# Other names that Procore has for them. `WHEREABOUTS` tell where a record is or goes, not whose it is.
_ALSO: Mapping[str, Kind] = {
    "company_ids": "company",
    "project_ids": "project",
    "projectId": "project",
    "projectIds": "project",
}
WHEREABOUTS: Mapping[str, Kind] = {
    "current_project_id": "project",
    "current_project_ids": "project",
    "target_project_id": "project",
}
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


def kind_of(name: str, bound: Bound) -> Kind | None:
    """What a property of this name, at any depth, says; None when it says nothing that `bound` has set."""
    kind = _NAMES.get(name) or _ALSO.get(name) or WHEREABOUTS.get(name)
    return kind if kind in _KINDS[bound] else None


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
