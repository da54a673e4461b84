"""The importer's tables: what the words of a path mean, which acts they name, what asks a person first."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import Field

from procore_mcp.catalog.model import Entry


class Act(Entry):
    """What a last segment such as `bulk_update` says: the verb, `many` or one, and `then`, words behind the noun.
    `adjective` stands before it.

    `reads`: a POST that changes nothing. `unless` holds methods for which the segment says something else.
    """

    verb: str
    many: bool = False
    then: str = ""
    adjective: str = ""
    reads: bool = False
    unless: dict[str, Act] = Field(default_factory=dict)


class SafetyRules(Entry):
    """What makes a write a commit: its module, its verb, a segment of its path, or a flag among its arguments.

    `harmless` verbs are none for their module alone. `removing` ones take records away, whatever the method.
    """

    harmless: frozenset[str]
    removing: frozenset[str]
    modules: frozenset[str]
    verbs: frozenset[str]
    segments: frozenset[str]
    flags: frozenset[str]


class Rules(Entry):
    """`rules.json`.

    Paths: `scopes` segments before the id of a company or project · `silent` segments that say nothing · `containers`
    segments with a better word · `adjectives` segments that describe the noun beside them · `undone` the verb that
    takes such an adjective away · `options` segments before a field whose choices are asked for · `merged` two nouns
    that are one · `lent` the word that a module lends to `vague` nouns, which say nothing alone; an id tells
    nothing of them nor of `generic` ones · `little` nouns that say so little that the scope lends them its word too ·
    `acts` last segments that name one.

    Words: `uncountable` nouns without an article · `pieces` those that come by the piece · `joining` words that lead on
    behind a noun · `short` words for names that are too long · `singular`, `plural`, `spoken` what no rule of grammar
    says.

    Arguments: `id_lists` the noun whose list an id comes from · `given_by` tools of people that give ids which no list
    shows · `holders` words for what has fields of its own,
    though the document names none · `from_zero` segments under which pages
    are counted from 0 · `ranges` dates that are asked for as `start...end` ·
    `secrets` text that nobody should see.
    """

    scopes: dict[str, str]
    silent: frozenset[str]
    containers: dict[str, str]
    adjectives: dict[str, str]
    undone: dict[str, str]
    options: frozenset[str]
    merged: dict[str, str]
    lent: dict[str, str]
    vague: frozenset[str]
    generic: frozenset[str]
    little: frozenset[str]
    uncountable: frozenset[str]
    pieces: frozenset[str]
    joining: frozenset[str]
    acts: dict[str, Act]
    short: dict[str, str]
    singular: dict[str, str]
    plural: dict[str, str]
    spoken: dict[str, str]
    safety: SafetyRules
    id_lists: dict[str, str]
    given_by: dict[str, list[str]]
    holders: frozenset[str]
    from_zero: frozenset[str]
    ranges: frozenset[str]
    secrets: frozenset[str]


@cache
def rules() -> Rules:
    return Rules.model_validate_json(files("procore_mcp.catalog.openapi").joinpath("rules.json").read_bytes())
