"""What was given is sent, where its name belongs, and nothing else is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tests.roundtrip.document import Documented, grouped
from tests.roundtrip.leaves import Leaf, leaves
from tests.roundtrip.sent import Sent

COMPANY_HEADER = "procore-company-id"
# They choose what the reader sees of the answer.
READING = frozenset({"fields", "detail", "confirmation"})
# A range that is open at one end is closed far away.
_FAR = frozenset({"1900-01-01", "2999-12-31", "1900-01-01T00:00:00Z", "2999-12-31T23:59:59Z"})
_RANGE = re.compile(r"(\d{4}-\d{2}-\d{2}\S*?)\.\.\.(\d{4}-\d{2}-\d{2}\S*)")
Landing = tuple[str, str, Leaf]  # the group of names, the name in it, the value


@dataclass(frozen=True)
class Given:
    """What a client gave. `own` are values that may travel though nobody gave them: of the session, and defaults.

    `quiet` are arguments that say what they say by not being sent.
    """

    arguments: Mapping[str, Any]
    own: frozenset[str] = frozenset()
    quiet: frozenset[str] = frozenset()

    def travelling(self, documented: Documented) -> Iterator[tuple[str, list[Leaf]]]:
        """A list that Procore does not cut into pages is cut by us."""
        left = READING | self.quiet | (frozenset() if documented.has_pages else {"page", "page_size"})
        for name, value in self.arguments.items():
            if name not in left:
                yield name, [*leaves(value)]


def lost_and_found(given: Given, sent: Sent, documented: Documented) -> Iterator[str]:
    travelled = Counter(leaf for _, _, leaf in landings(sent, documented))
    known: set[Leaf] = {*given.own, *_FAR}
    for name, values in given.travelling(documented):
        known.update(values)
        if Counter(values) - travelled:
            yield f"{name}: given, not sent"
        travelled -= Counter(values)
    for leaf in travelled:
        if leaf not in known:
            yield f"{leaf if isinstance(leaf, str) else leaf[0]}: sent, not given"


def crossed(given: Given, sent: Sent, documented: Documented) -> Iterator[str]:
    """Two names of the document that changed places."""
    landed = [*landings(sent, documented)]
    for name, values in given.travelling(documented):
        if len(values) == 1 and sum(leaf == values[0] for _, _, leaf in landed) == 1:
            group, place, _ = next(landing for landing in landed if landing[2] == values[0])
            if place != name and (group, name) in documented.names:
                yield f"{name}: sent as {place}"


def landings(sent: Sent, documented: Documented) -> Iterator[Landing]:
    filling = documented.filling(sent.path)
    for name, value in filling.items():
        yield "path", name, value
    for name, value in sent.query:
        group, inner = grouped(name)
        for end in ends(value):
            yield group, inner, end
    if COMPANY_HEADER in sent.headers and "company_id" not in filling:
        yield "header", "company_id", sent.headers[COMPANY_HEADER]
    for name in documented.headers:
        if name.lower() in sent.headers:
            yield "header", name, sent.headers[name.lower()]
    if isinstance(sent.body, dict):
        yield from _in_body("body", sent.body)
    elif sent.body is not None:
        yield from (("body", "", leaf) for leaf in leaves(sent.body))


def _in_body(group: str, body: Mapping[str, Any]) -> Iterator[Landing]:
    for name, part in body.items():
        if isinstance(part, dict):
            yield from _in_body(f"{group}.{name}", part)
        else:
            yield from ((group, name, leaf) for leaf in leaves({name: part}))


def sent_names(sent: Sent, documented: Documented) -> Iterator[tuple[str, str]]:
    yield from ((group, name) for group, name, _ in landings(sent, documented))
    yield from (grouped(name.partition("[")[0]) for name, _ in sent.query)
    yield from _names_sent("body", sent.body)


def _names_sent(group: str, body: Any) -> Iterator[tuple[str, str]]:
    if isinstance(body, dict):
        for name, part in body.items():
            yield group, name
            yield from _names_sent(f"{group}.{name}", part)
    elif isinstance(body, list):
        for item in body:
            yield from _names_sent(group, item)


def ends(value: str) -> list[str]:
    """Both ends of a range, or the value itself."""
    found = _RANGE.fullmatch(value)
    return [*found.groups()] if found else [value]
