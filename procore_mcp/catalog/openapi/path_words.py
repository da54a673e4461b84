"""What a path says: in whose scope it is, which nouns it walks through, what is done at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.rules import Act, rules
from procore_mcp.catalog.openapi.words import singular, snake
from procore_mcp.catalog.verbs import ACTING

Scope = Literal["", "company", "project"]
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}(.*)")


@dataclass(frozen=True, slots=True)
class PathWords:
    """`nouns` from the outermost to the one that it is about, as written; `is_one` when an id follows the last one.

    `owners` counts the outermost nouns that name another record, whose part it is. `act` is what the last segment says
    to do; `adjective` describes the last noun; `options_of` is the field whose possible values are asked for.
    """

    scope: Scope = ""
    nouns: tuple[str, ...] = ()
    is_one: bool = False
    last_id: str = ""
    owners: int = 0
    act: Act | None = None
    adjective: str = ""
    options_of: str = ""

    @property
    def last(self) -> str:
        return self.nouns[-1]

    @property
    def has_owner(self) -> bool:
        return self.owners > 0

    @property
    def parents(self) -> tuple[str, ...]:
        """In the singular."""
        return tuple(singular(noun) for noun in self.nouns[:-1])


def path_words(action: DocumentedAction) -> PathWords:
    parts = [part for part in action.tail.split("/") if part and part not in rules().silent]
    scope, rest = _scope(parts)
    words = PathWords(scope)
    for part, after in pairwise([*rest, ""]):
        words = _with(words, part, action, after=after)
    return words if words.nouns else replace(words, nouns=(scope or "record",))


def is_placeholder(part: str) -> bool:
    return part.startswith("{")


def _scope(parts: list[str]) -> tuple[Scope, list[str]]:
    """Company and project, and what else there is; a record that is itself one of them, or part of a product, is no
    scope."""
    scope: Scope = ""
    rest: list[str] = []
    position = 0
    while position < len(parts):
        found = rules().scopes.get(parts[position])
        follows = parts[position + 1 : position + 3]
        is_within = len(follows) > 1 or any(noun not in rules().containers for noun in rest)
        if found and follows and is_placeholder(follows[0]) and is_within:
            scope = "project" if found == "project" else "company"
            position += 2
        else:
            rest.append(parts[position])
            position += 1
    return scope, rest


def _with(words: PathWords, part: str, action: DocumentedAction, *, after: str) -> PathWords:
    """`after` is the next part of the path, empty behind the last one."""
    found = _PLACEHOLDER.fullmatch(part)
    if found is not None:
        named = _act(found[2].removeprefix("."), action) if found[2] else words.act
        return replace(words, is_one=True, last_id=snake(found[1]), act=named)
    if words.options_of == "?":
        return replace(words, options_of=snake(part))
    if part in rules().options and words.nouns and after and not is_placeholder(after):
        return replace(words, options_of="?")
    if part in rules().adjectives:
        return replace(
            words, adjective="_".join(filter(None, [words.adjective, rules().adjectives[part]])), is_one=False
        )
    act = _act(part, action) if not after and words.nouns else None
    return _with_noun(words, part) if act is None else replace(words, act=act)


def _with_noun(words: PathWords, part: str) -> PathWords:
    """Joined with the noun before it where the two are one: `checklist` and `lists`."""
    noun = rules().containers.get(part) or snake(part)
    before = words.nouns[-1:]
    owners = len(words.nouns) if words.is_one else words.owners
    joined = rules().merged.get("_".join([*map(singular, before), singular(noun)])) if before else None
    if joined is None:
        return replace(words, nouns=(*words.nouns, noun), is_one=False, owners=owners)
    many = noun.removeprefix(singular(noun))
    return replace(words, nouns=(*words.nouns[:-1], joined + many), is_one=False, owners=owners)


def _act(part: str, action: DocumentedAction) -> Act | None:
    """From the table; or a verb that starts the segment: `send_unsent` sends what is unsent."""
    known = rules().acts.get(part)
    if known is not None:
        is_plain_list = action.method == "GET" and known.reads
        return None if is_plain_list else known.unless.get(action.method, known)
    verb, _, then = snake(part).partition("_")
    return Act(verb=verb, then=then) if action.method != "GET" and verb in ACTING else None
