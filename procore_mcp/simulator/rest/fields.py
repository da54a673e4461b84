"""Checks the members of a body against their declared shapes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from procore_mcp.simulator.contracts import Field, Shape
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.rest.values import moment

_CUSTOM = re.compile(r"custom_field_\d+")
_MOST = 2**63  # ids and counts have 64 bits
_LONGEST = 19  # digits of a number before its point
_DIGITS = re.compile(r"-?[0-9]{1,19}")


class FieldReader:
    """Collects every problem of one body. `lenient` reads numbers and booleans from text, as forms need it."""

    def __init__(self, *, lenient: bool) -> None:
        self._lenient = lenient
        self._problems: list[Problem] = []

    def refuse(self, status: int) -> None:
        """Raises Refusal with everything that was found wrong so far."""
        if self._problems:
            raise invalid(status, self._problems)

    def read(self, raw: Record, fields: Mapping[str, Field], prefix: str, *, custom_fields: bool = False) -> Record:
        found: Record = {}
        for name, value in raw.items():
            member = fields.get(name)
            if member is not None:
                found[name] = self._value(value, member.shape, prefix + name)
            elif custom_fields and _CUSTOM.fullmatch(name):
                found[name] = self._custom(value, prefix + name)
            else:
                self._wrong(prefix + name, "is not a field of this action", "INVALID_PROPERTY")
        for member in fields.values():
            if member.required and found.get(member.name) in (None, "", []):
                self._wrong(prefix + member.name, "can't be blank", "BLANK")
        return found

    def _custom(self, value: Json, name: str) -> Json:
        """A text, a number, a boolean or a list of entry ids; which of them the field holds is not known here."""
        entries = value if is_list(value) else []
        if is_record(value) or any(not isinstance(entry, int | str) for entry in entries):
            return self._wrong(name, "must be a text, a number, a boolean or a list of entry ids")
        return value

    def _value(self, value: Json, shape: Shape, name: str) -> Json:
        if value is None:
            return None
        if not shape.many:
            return self._single(value, shape, name)
        if not is_list(value):
            return self._wrong(name, "must be a list")
        return [self._single(item, shape, name) for item in value]

    def _single(self, value: Json, shape: Shape, name: str) -> Json:
        if shape.kind == "object":
            if not is_record(value):
                return self._wrong(name, "must be an object")
            return self.read(value, shape.fields, f"{name}.")
        if self._lenient and isinstance(value, str):
            value = _from_text(value, shape)
        return None if value is None else self._checked(value, shape, name)

    def _checked(self, value: Json, shape: Shape, name: str) -> Json:
        if shape.kind == "any":
            return value
        if shape.kind in {"date", "date-time"} and isinstance(value, str):
            return _date_or_null(value)
        if shape.kind == "word" and value not in shape.words:
            return self._wrong(name, f"is not included in the list: {', '.join(shape.words)}")
        if not _fits(value, shape):
            return self._wrong(name, f"must be of type {_TYPE_NAMES.get(shape.kind, 'string')}")
        return int(value) if shape.kind == "id" and isinstance(value, str) else value

    def _wrong(self, name: str, message: str, reason: str = "INVALID_INPUT") -> None:
        self._problems.append(Problem(name, message, reason))


_TYPE_NAMES = {"integer": "integer", "number": "number", "boolean": "boolean", "id": "string of digits"}


def _fits(value: Json, shape: Shape) -> bool:
    if shape.kind == "boolean":
        return isinstance(value, bool)
    if shape.kind == "integer":
        return isinstance(value, int) and not isinstance(value, bool) and -_MOST <= value < _MOST
    if shape.kind == "number":
        return not isinstance(value, bool) and _is_number(value)
    if shape.kind == "id":
        return isinstance(value, str) and _DIGITS.fullmatch(value) is not None
    return isinstance(value, str)


def _is_number(value: Json) -> bool:
    try:
        number = Decimal(str(value)) if isinstance(value, int | float | str) else Decimal("NaN")
    except InvalidOperation:
        return False
    return number.is_finite() and number.adjusted() < _LONGEST


def _date_or_null(text: str) -> str | None:
    """Procore stores a badly written date as null and says nothing."""
    try:
        moment(text)
    except ValueError:
        return None
    return text


def _from_text(text: str, shape: Shape) -> Json:
    if shape.kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    if shape.kind == "integer" and _DIGITS.fullmatch(text):
        return int(text)
    return None if text == "" and shape.kind not in {"string", "word"} else text
