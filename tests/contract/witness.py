"""What one author says that a call looks like, in words that both authors share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Value:
    """`kind` is integer, number, boolean, date, date-time, text, object or any; `words` what a word may be."""

    kind: str
    many: bool = False
    words: frozenset[str] = frozenset()
    is_range: bool = False


@dataclass(frozen=True)
class Witness:
    """`body` maps dotted paths, from the root of the body, to values; the wrapper is the first part of each."""

    name: str
    place: str
    method: str
    path: str
    query: Mapping[str, Value]
    required_query: frozenset[str]
    body: Mapping[str, Value]
    required_body: frozenset[str]
    wrapper: str | None
    is_paged: bool
    largest_page: int | None
    envelope: str
    encodings: frozenset[str] = field(default_factory=frozenset[str])
    custom_fields: bool = False

    @property
    def key(self) -> tuple[str, str]:
        return self.method, re.sub(r"\{[^}]*\}", "{}", self.path)
