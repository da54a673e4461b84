"""The query string of one request, checked against its action."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from procore_mcp.simulator.contracts import Action, Parameter
from procore_mcp.simulator.refusals import Problem, Refusal
from procore_mcp.simulator.rest.values import BadValue, Scalar, read_scalar


@dataclass(frozen=True, slots=True)
class Query:
    """Parsed values by documented name; a name that was not sent is absent."""

    values: Mapping[str, tuple[Scalar, ...]]

    def has(self, name: str) -> bool:
        return name in self.values

    def number(self, name: str) -> int | None:
        found = self.values.get(name, (None,))[0]
        return found if isinstance(found, int) else None

    def text(self, name: str) -> str:
        return str(self.values.get(name, ("",))[0])

    def without(self, names: Collection[str]) -> Query:
        """The same as if these had not been sent."""
        return Query({name: value for name, value in self.values.items() if name not in names})

    def flag(self, name: str) -> bool:
        return self.values.get(name, (False,))[0] is True


class QueryReader:
    """Reads the query strings of one action; what was read once is remembered, as clients repeat themselves."""

    def __init__(self, action: Action) -> None:
        self._names = _accepted(action)
        self._required = tuple(item.name for item in action.query.values() if item.required)
        self._read = lru_cache(maxsize=256)(self._parse)

    def read(self, query_string: str, *, ignores_unknown: bool = False) -> Query:
        """Raises Refusal for values that the action cannot take, and for names that it does not know."""
        return self._read(query_string, ignores_unknown)

    def _parse(self, query_string: str, ignores_unknown: bool) -> Query:  # noqa: FBT001 - a cached call's key
        values: dict[str, tuple[Scalar, ...]] = {}
        problems: list[Problem] = []
        for name, text in parse_qsl(query_string, keep_blank_values=True):
            parameter = self._names.get(name)
            if parameter is not None:
                _add(values, parameter, text, problems)
            elif not ignores_unknown:
                problems.append(Problem(name, "is not a parameter of this action", "INVALID_PROPERTY"))
        missing = [name for name in self._required if name not in values]
        problems += [Problem(name, "is missing", "BLANK") for name in missing]
        if problems:
            raise Refusal(400, "The query string is not valid.", problems=tuple(problems))
        return Query(values)


def _accepted(action: Action) -> dict[str, Parameter]:
    names = dict(action.query)
    for parameter in action.query.values():
        if parameter.shape.many:
            plain = parameter.name.removesuffix("[]")
            names |= {plain: parameter, f"{plain}[]": parameter}
    return names


def _add(values: dict[str, tuple[Scalar, ...]], parameter: Parameter, text: str, problems: list[Problem]) -> None:
    before = values.get(parameter.name, ())
    if before and not parameter.shape.many:
        problems.append(Problem(parameter.name, "is given twice"))
        return
    texts = text.split(",") if _splits(parameter) else [text]
    try:
        values[parameter.name] = before + tuple(read_scalar(parameter.shape, item) for item in texts)
    except BadValue as bad:
        problems.append(Problem(parameter.name, str(bad)))


def _splits(parameter: Parameter) -> bool:
    """Whether a comma parts two values: never in a text that may hold commas itself, which brackets set apart."""
    return parameter.shape.many and (parameter.shape.kind != "string" or parameter.list_style == "comma")
