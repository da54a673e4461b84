"""Parameters completed from `_common.json`."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.catalog.model import Param, ParamEntry
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.errors import BadToolFile

Params = Mapping[str, Param]


def resolve_params(written: Mapping[str, ParamEntry], common: Params, place: str) -> dict[str, Param]:
    """`"_common"` takes the entry of the same name; `like` starts from an entry and changes what it says itself.

    Raises BadToolFile when there is no such entry.
    """
    return {
        name: _resolved(name, entry, common, f"{place}.params.{name}")
        if isinstance(entry, str) or entry.like
        else entry
        for name, entry in written.items()
    }


def _resolved(name: str, entry: ParamEntry, common: Params, place: str) -> Param:
    pattern_name = name if isinstance(entry, str) else str(entry.like)
    pattern = common.get(pattern_name)
    if pattern is None:
        raise BadToolFile(
            place,
            f"_common.json has no {pattern_name!r}",
            fix=f"Add it there, or write the parameter out.{did_you_mean(pattern_name, common)}",
        )
    if isinstance(entry, str):
        return pattern
    said = {field: getattr(entry, field) for field in entry.model_fields_set}
    schema = {**pattern.json_schema, **entry.json_schema}
    return pattern.model_copy(update={**said, "like": None, "json_schema": schema})
