"""Names: clear, at most 50 characters, each once; told apart by words of their paths."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase, phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.twins import Twins
from procore_mcp.catalog.openapi.words import overlapped, plural, singular

MAX_LENGTH = 50
# Words that came to stand beside themselves when longer ones were shortened.
_TWICE = re.compile(r"(?<=_)((?:[a-z]+_)+)\1")


def names(actions: Sequence[DocumentedAction], known: Twins) -> dict[str, str]:
    """Each call with its name, none of which is that of a curated tool.

    Those that share a name move on to their next longer ones, but for the one in nobody's scope: it keeps the name.
    """
    rivals = _Rivals({action.http: list(candidates(action, known)) for action in actions}, {}, known.curated.keys())
    while clashes := rivals.clashes():
        for name, calls in clashes:
            rivals.give_up(name, calls)
    return {call: rivals.name(call) for call in rivals.choices}


def candidates(action: DocumentedAction, known: Twins) -> Iterator[str]:
    """Best first; the last ones hold the version, which no other call of the same words has.

    A call in nobody's scope that does what the curated tool of that name does has the name with the version.
    """
    said, seen = phrase(action), set[str]()
    same = "" if said.words.scope else known.namesake(action, said)
    named = [versioned(same, action)] if same else _by_words(said)
    for name in (*named, *_by_version(action, said)):
        if len(name) <= MAX_LENGTH and name not in seen:
            seen.add(name)
            yield name


@dataclass(frozen=True, slots=True)
class _Rivals:
    """`choices` of each call, and how many of them it has given up."""

    choices: Mapping[str, list[str]]
    given_up: dict[str, int]
    taken: Collection[str]

    def name(self, call: str) -> str:
        return self.choices[call][self.given_up.get(call, 0)]

    def clashes(self) -> list[tuple[str, list[str]]]:
        claims: defaultdict[str, list[str]] = defaultdict(list)
        for call in self.choices:
            claims[self.name(call)].append(call)
        return [(name, calls) for name, calls in claims.items() if len(calls) > 1 or name in self.taken]

    def give_up(self, name: str, calls: list[str]) -> None:
        scoped = [call for call in calls if "/companies/{" in call or "/projects/{" in call]
        one_keeps_it = scoped and len(calls) - len(scoped) <= 1 and name not in self.taken
        moving = [call for call in (scoped if one_keeps_it else calls) if self._may_move(call)]
        for call in moving or calls[1:]:
            self.given_up[call] = self.given_up.get(call, 0) + 1
        if not moving:
            self._number(name, calls[1:])

    def _number(self, name: str, calls: list[str]) -> None:
        """What no word of the path tells apart."""
        for number, call in enumerate(calls, start=2):
            self.choices[call].append(f"{name[: MAX_LENGTH - 3]}_{number}")

    def _may_move(self, call: str) -> bool:
        return self.given_up.get(call, 0) + 1 < len(self.choices[call])


def _by_words(said: Phrase) -> Iterator[str]:
    """With as many parents as fit; then with the scope; then with fewer parents, shorter words and what it goes by."""
    rows = [said.parents[start:] for start in range(len(said.parents) + 1)]
    spelled = [_name(said, row) for row in rows]
    scoped = [_name(said, row, scope=said.words.scope) for row in rows] if said.words.scope else []
    yield from [name for name in (spelled[0], abbreviated(spelled[0]), *spelled) if len(name) <= MAX_LENGTH][:1]
    yield from [abbreviated(name) for name in scoped[:1]]
    yield from scoped
    yield from spelled
    yield from (shortened(name) for name in (*scoped, *spelled))
    if said.verb == "list" and not said.words.has_owner:
        yield from (name.replace("list_", "list_all_", 1) for name in (*spelled, *scoped))
    known_by = singular(said.words.last_id.removesuffix("_id"))
    if said.words.is_one and (said.verb == "create" or known_by not in {"id", singular(said.noun)}):
        joined = "in" if said.verb == "create" else "by"
        yield from (shortened(f"{name}_{joined}_{known_by}") for name in (*spelled, *scoped))


def _by_version(action: DocumentedAction, said: Phrase) -> Iterator[str]:
    """The version tells apart what words do not; the method, in the end, two calls of one path."""
    for method in ("", action.method.lower()):
        for start in range(len(said.parents) + 1):
            yield versioned(_name(said, said.parents[start:], scope=said.words.scope), action, method)


def versioned(name: str, action: DocumentedAction, method: str = "") -> str:
    ending = "_".join(["_v{}_{}".format(*action.version), *filter(None, [method])])
    return shortened(name, room=MAX_LENGTH - len(ending)) + ending


def _name(said: Phrase, parents: tuple[str, ...], *, scope: str = "") -> str:
    nouns = said.nouns(parents, scope=scope)
    return f"{said.verb}_{overlapped(nouns, said.then) if said.then else nouns}"


def abbreviated(name: str, *, room: int = MAX_LENGTH) -> str:
    """With the short words of the rules, one after the other, until it fits or there are no more."""
    for long, short in rules().short.items():
        if len(name) > room:
            name = name.replace(plural(long), plural(short)).replace(long, short)
            name = _TWICE.sub(r"\1", name)
    return name


def shortened(name: str, *, room: int = MAX_LENGTH) -> str:
    """Abbreviated; then without its outermost words."""
    verb, *words = abbreviated(name, room=room).split("_")
    while len("_".join([verb, *words])) > room:
        del words[0]
    return "_".join([verb, *words])
