"""Which records a query keeps."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from procore_mcp.simulator.contracts import Action, Parameter
from procore_mcp.simulator.json_types import Json, Record, values_at
from procore_mcp.simulator.rest.query import Query
from procore_mcp.simulator.rest.values import Between, Scalar, moment


def filtering(action: Action, query: Query) -> list[Parameter]:
    """The sent parameters that compare records by the contract alone."""
    return [action.query[name] for name in query.values if _compares(action.query[name])]


def is_kept(record: Record, parameters: Iterable[Parameter], query: Query) -> bool:
    return all(_matches(record, parameter, query.values[parameter.name]) for parameter in parameters)


def _compares(parameter: Parameter) -> bool:
    return bool(parameter.reads or parameter.finds_in)


def _matches(record: Record, parameter: Parameter, wanted: tuple[Scalar, ...]) -> bool:
    if parameter.finds_in:
        needle = str(wanted[0]).casefold()
        return any(needle in text for path in parameter.finds_in for text in _texts(record, path))
    present = values_at(record, parameter.reads.split("."))
    return any(_equal(value, scalar) for value in present for scalar in wanted)


def _texts(record: Record, path: str) -> list[str]:
    return [str(value).casefold() for value in values_at(record, path.split(".")) if value is not None]


def _equal(value: Json, wanted: Scalar) -> bool:
    if isinstance(wanted, Between):
        found = _moment(value)
        return found is not None and wanted.low <= found <= wanted.high
    if isinstance(wanted, bool) or isinstance(value, bool):
        return value is wanted or (value is None and wanted is False)
    return value is not None and str(value) == str(wanted)


def _moment(value: Json) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return moment(value)
    except ValueError:
        return None
