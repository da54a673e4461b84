"""What a call does, in words: a verb and a noun with what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.path_words import PathWords, path_words
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.words import is_plural, overlapped, plural, singular
from procore_mcp.catalog.verbs import READING

_UPDATING = frozenset({"change", "edit", "modify", "patch", "set", "update", "updates"})
_VERBS = {"POST": "create", "PATCH": "update", "PUT": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """`parents` in the singular, `noun` as one or many as it is meant, `then` words behind it."""

    verb: str
    parents: tuple[str, ...]
    adjective: str
    noun: str
    then: str
    words: PathWords

    def nouns(self, parents: tuple[str, ...]) -> str:
        """These parents, the adjective and the noun as one: `action_plan_item`."""
        whole = parents[0] if parents else self.noun
        for noun in (*parents[1:], self.noun) if parents else ():
            whole = overlapped(whole, noun)
        return f"{self.adjective}_{whole}" if self.adjective else whole


def phrase(action: DocumentedAction) -> Phrase:
    words = path_words(action)
    parents = _parents(action, words)
    if words.options_of:
        return Phrase("list", parents, "", singular(words.last), f"{_field(words.options_of)}_options", words)
    verb, many = _verb(action, words)
    adjective = words.adjective
    if adjective == "recycled" and verb in {"restore", "update"}:
        verb, adjective = "restore", ""
    noun = plural(words.last) if many else singular(words.last)
    return Phrase(verb, parents, adjective, noun, _then(words, noun), words)


def _then(words: PathWords, noun: str) -> str:
    """Of a noun that is the same as one and as many, the difference is told."""
    if words.act is None:
        return ""
    is_unclear = words.act.many and not words.act.then and not is_plural(noun) and words.act.verb not in READING
    return "in_bulk" if is_unclear else words.act.then


def _field(options_of: str) -> str:
    return singular(options_of.removesuffix("_id"))


def _parents(action: DocumentedAction, words: PathWords) -> tuple[str, ...]:
    """With the word that the module lends to a noun that says nothing alone."""
    first = singular(words.nouns[0])
    lent = rules().lent.get(action.module, "")
    return (lent, *words.parents) if lent and first in rules().vague else words.parents


def _verb(action: DocumentedAction, words: PathWords) -> tuple[str, bool]:
    """And whether it is about many."""
    many = is_plural(words.last) and not words.is_one
    if words.act is not None:
        return words.act.verb, words.act.many or (many and not words.act.then)
    if action.method == "GET":
        return _reading_verb(action, words, many=many)
    if action.method == "POST":
        updates = words.is_one and action.act in _UPDATING
        return ("update" if updates else "create"), _takes_rows(action)
    return _VERBS[action.method], many


def _reading_verb(action: DocumentedAction, words: PathWords, *, many: bool) -> tuple[str, bool]:
    """A list answers with a list; where the document is silent, a noun in the plural is one."""
    if words.is_one:
        return "show", False
    shows_list = "list" in {action.answer.kind, action.answer.part("data")} or action.act in {"list", "lists"}
    is_list = shows_list or (many and action.answer.kind != "record")
    return ("list" if is_list else "show"), many


def _takes_rows(action: DocumentedAction) -> bool:
    return action.body is not None and action.body.shape.kind == "array"
