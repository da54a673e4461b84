"""Procore's calls as the OpenAPI document beside the checkout describes them, read without the importer."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

PATH = Path(__file__).parents[3] / "shared" / "procore" / "openapi-facts.json"
PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
Schema = Mapping[str, Any]


@dataclass(frozen=True)
class Described:
    schema: Schema
    required: bool


@dataclass(frozen=True)
class Documented:
    """`body` is None without one, `answer` None where the document shows none."""

    method: str
    path: str
    query: Mapping[str, Described]
    headers: Mapping[str, Described]
    placeholders: Mapping[str, Described]
    content_type: str | None
    body: Described | None
    answer: Schema | None

    @property
    def has_pages(self) -> bool:
        """Or reads on after an id, or at a cursor."""
        return not {"page", "page_start", "cursor"}.isdisjoint(self.query)

    def query_schema(self, name: str) -> Schema:
        """A name with `[]` takes several values, whatever its schema says."""
        plain, listed = self.query.get(stem(name)), self.query.get(f"{stem(name)}[]")
        if listed is not None and listed.schema.get("type") != "array":
            return {"type": "array", "items": listed.schema}
        found = listed or plain
        return found.schema if found else {}

    @cached_property
    def names(self) -> frozenset[tuple[str, str]]:
        """What can be said, by groups of names that stand side by side; without the fields that a company names."""
        names = {("path", name) for name in self.placeholders} | {("header", name) for name in self.headers}
        names |= {grouped(name) for name in self.query}
        return frozenset(names | {*_names_in("body", self.body.schema if self.body else {})})

    def filling(self, path: str) -> dict[str, str]:
        """What stands at each placeholder of a path that fits."""
        found = _pattern(self.path).fullmatch(path)
        values = map(unquote, found.groups() if found else ())
        return dict(zip(PLACEHOLDER.findall(self.path), values, strict=found is not None))


@dataclass
class Document:
    calls: list[Documented]
    _alike: dict[tuple[str, int, str], list[Documented]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for call in self.calls:
            self._alike[_likeness(call.method, call.path)].append(call)

    def find(self, method: str, path: str) -> Documented | None:
        """The call that a server would take this request for: words win over placeholders, from the left."""
        fitting = [call for call in self._alike[_likeness(method, path)] if _pattern(call.path).fullmatch(path)]
        return min(fitting, key=lambda call: [_openness(part) for part in call.path.split("/")], default=None)


def _names_in(group: str, schema: Schema) -> Iterator[tuple[str, str]]:
    for name, part in schema.get("properties", {}).items():
        if "%{" not in name:
            yield group, name
            yield from _names_in(f"{group}.{name}", part)
    yield from _names_in(group, schema["items"]) if "items" in schema else ()


def grouped(name: str) -> tuple[str, str]:
    """`filters[id][]` is `id` among the filters."""
    first, _, rest = stem(name).partition("[")
    return (f"query {first}", rest.removesuffix("]")) if rest else ("query", first)


def stem(name: str) -> str:
    return name.removesuffix("[]")


def _likeness(method: str, path: str) -> tuple[str, int, str]:
    """Calls that differ in it cannot be meant by the same path: it holds the length and the version."""
    return method, path.count("/"), "/".join(path.split("/")[:3])


def _openness(segment: str) -> int:
    """0 for a word, 1 for a placeholder with more beside it, 2 for a mere placeholder."""
    return 0 if "{" not in segment else 2 if PLACEHOLDER.fullmatch(segment) else 1


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """`/rfis/{id}.pdf` as what its paths look like."""
    words = PLACEHOLDER.split(template)[::2]
    return re.compile("([^/]+)".join(map(re.escape, words)))


@cache
def document() -> Document:
    paths = json.loads(PATH.read_bytes())["paths"]
    calls = (_call(method.upper(), path, facts) for path, item in paths.items() for method, facts in item.items())
    return Document([*calls])


def _call(method: str, path: str, facts: Mapping[str, Any]) -> Documented:
    places: dict[str, dict[str, Described]] = {"query": {}, "header": {}, "path": {}}
    for one in facts.get("parameters", []):
        places[one["in"]][one["name"]] = Described(one["schema"], one["required"])
    request = facts.get("requestBody", {"content": {}})
    content_type, content = next(iter(request["content"].items()), (None, None))
    return Documented(
        method=method,
        path=path,
        query=places["query"],
        headers=places["header"],
        placeholders=places["path"],
        content_type=content_type,
        body=Described(content["schema"], request["required"]) if content else None,
        answer=_answer(facts["responses"]),
    )


def _answer(responses: Mapping[str, Any]) -> Schema | None:
    good = next((said for status, said in sorted(responses.items()) if status.startswith("2")), {})
    return next((content.get("schema") for content in good.get("content", {}).values()), None)
