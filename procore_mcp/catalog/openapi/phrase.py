"""What a call does, in words: a verb and a noun with what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.path_words import PathWords, path_words
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.words import is_plural, overlapped, plural, singular
from procore_mcp.catalog.verbs import READING

_UPDATING = frozenset({"change", "edit", "modify", "patch", "set", "update", "updates"})
_VERBS = {"POST": "create", "PATCH": "update", "PUT": "update", "DELETE": "delete"}
_ON_ROWS = frozenset({"update", "delete"})
# A list that is cut into pages is a list, whatever the document says about its answer.
_PAGES = frozenset({"page", "per_page"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """`parents` in the singular, `noun` as one or many as it is meant, `then` words behind it.

    The outermost of the parents, `owners` of them, name the record that the noun is part of. `takes_rows` says that it
    changes or deletes the records that its body names.
    """

    verb: str
    parents: tuple[str, ...]
    owners: int
    adjective: str
    noun: str
    then: str
    words: PathWords
    takes_rows: bool = False

    def nouns(self, parents: tuple[str, ...], *, scope: str = "") -> str:
        """These parents and the noun as one, behind the adjective and the scope: `action_plan_item`."""
        whole = reduce(overlapped, (*parents, self.noun))
        scoped = f"{scope}_{whole}" if scope and not whole.startswith(scope) else whole
        return f"{self.adjective}_{scoped}" if self.adjective else scoped

    @property
    def owner(self) -> str:
        """The record whose part the noun is; empty when there is none."""
        return reduce(overlapped, self.parents[: self.owners]) if self.owners else ""

    @property
    def thing(self) -> str:
        """The noun without its owner."""
        return self.nouns(self.parents[self.owners :])

    @property
    def is_several(self) -> bool:
        """Many are changed in one call."""
        by_act = self.words.act is not None and self.words.act.many and self.verb not in READING
        return not self.words.is_one and (by_act or (self.takes_rows and is_plural(self.noun)))


def phrase(action: DocumentedAction) -> Phrase:
    words = path_words(action)
    parents = _parents(action, words)
    # What a module lends comes first, and belongs to the record that is named first.
    owners = words.owners + len(parents) - len(words.parents) if words.owners else 0
    if words.options_of:
        then = f"{_field(words.options_of)}_options"
        return Phrase("list", parents, owners, "", singular(words.last), then, words)
    verb, many = _verb(action, words)
    adjective = (words.act.adjective if words.act else "") or words.adjective
    undone = rules().undone.get(adjective.partition("_")[0])
    if undone and verb in {undone, "update"}:
        verb, adjective = undone, ""
    noun = plural(words.last) if many else singular(words.last)
    takes_rows = verb in _ON_ROWS and _takes_rows(action)
    return Phrase(verb, parents, owners, adjective, noun, _then(words, verb, noun, rows=takes_rows), words, takes_rows)


def _then(words: PathWords, verb: str, noun: str, *, rows: bool) -> str:
    """Nothing that the noun has said; of a noun that is the same as one and as many, the difference."""
    then = words.act.then if words.act else ""
    if then == f"by_{noun.rpartition('_')[2]}":
        return ""
    is_many = (words.act is not None and words.act.many) or rows
    is_unclear = is_many and not then and not words.is_one and not is_plural(noun) and verb not in READING
    return "in_bulk" if is_unclear else then


def _field(options_of: str) -> str:
    return singular(options_of.removesuffix("_id"))


def _parents(action: DocumentedAction, words: PathWords) -> tuple[str, ...]:
    """With the word that the module lends to a noun that says nothing alone, or its scope to one that says little."""
    first = singular(words.nouns[0])
    says_little = first in rules().little
    lent = rules().lent.get(action.module, "") if says_little or first in rules().vague else ""
    lent = lent or (words.scope if says_little else "")
    return (lent, *words.parents) if lent else words.parents


def _verb(action: DocumentedAction, words: PathWords) -> tuple[str, bool]:
    """And whether it is about many."""
    many = is_plural(words.last) and not words.is_one
    if words.act is not None:
        return words.act.verb, (words.act.many and not words.is_one) or (many and not words.act.then)
    if action.method == "GET":
        return _reading_verb(action, words, many=many)
    if action.method != "POST":
        return _VERBS[action.method], many
    if action.act in READING:
        return ("search" if action.act in {"list", "search"} else "show"), many
    updates = words.is_one and action.act in _UPDATING
    return ("update" if updates else "create"), _is_rows(action)


def _reading_verb(action: DocumentedAction, words: PathWords, *, many: bool) -> tuple[str, bool]:
    """A list answers with a list; where the document is silent, a noun in the plural is one."""
    if words.is_one:
        return "show", False
    is_paged = {param.name for param in action.in_place("query")} >= _PAGES
    shows_list = "list" in {action.answer.kind, action.answer.part("data")} or action.act in {"list", "lists"}
    is_list = shows_list or is_paged or (many and action.answer.kind != "record")
    return ("list" if is_list else "show"), many


def _is_rows(action: DocumentedAction) -> bool:
    return action.body is not None and action.body.shape.kind == "array"


def _takes_rows(action: DocumentedAction) -> bool:
    """A list of records, or of their ids, is the body or its only field."""
    if action.body is None or _is_rows(action):
        return action.body is not None
    fields = list(action.body.shape.properties.values())
    return len(fields) == 1 and fields[0].kind == "array"
