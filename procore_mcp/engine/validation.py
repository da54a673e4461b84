"""The schema at work. Apart from its user, because loading jsonschema takes time that a start should not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from procore_mcp.api.messages import Json
from procore_mcp.catalog.model import JsonSchema
from procore_mcp.engine.formats import is_date, is_date_time, is_email


def broken(schema: JsonSchema, values: Mapping[str, Json]) -> Iterator[ValidationError]:
    """Every way in which `values` break `schema`, the formats of dates, times and addresses included."""
    validator = Draft202012Validator(schema, format_checker=_FORMATS)
    for error in validator.iter_errors(dict(values)):  # pyright: ignore[reportUnknownMemberType] - one overload is untyped
        yield from _leaves(error)


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """Of a choice, what is wrong inside the branch whose type fits: "or null" is never the one that was meant."""
    meant = [inner for inner in error.context or () if inner.path or inner.validator != "type"]
    if not meant:
        yield error
    for inner in meant:
        yield from _leaves(inner)


def _checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, accepts in {"date": is_date, "date-time": is_date_time, "email": is_email}.items():
        checker.checks(name)(accepts)
    return checker


_FORMATS = _checker()
