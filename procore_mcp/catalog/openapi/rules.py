"""The importer's tables: what the words of a path mean, which acts they name, what asks a person first."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from pydantic import Field

from procore_mcp.catalog.model import Entry


class Act(Entry):
    """What a last segment such as `bulk_update` says: the verb, `many` or one, and `then`, words behind the noun.

    `reads`: a POST that changes nothing. `unless` holds methods for which the segment says something else.
    """

    verb: str
    many: bool = False
    then: str = ""
    reads: bool = False
    unless: dict[str, Act] = Field(default_factory=dict)


class SafetyRules(Entry):
    """What makes a write a commit: its module, its verb, a segment of its path, or a flag among its arguments."""

    modules: frozenset[str]
    verbs: frozenset[str]
    segments: frozenset[str]
    flags: frozenset[str]


class Rules(Entry):
    """`rules.json`.

    `scopes` segments before the id of a company or project · `silent` segments that say nothing · `containers`
    segments with a better word · `adjectives` segments that describe the noun beside them · `merged` two nouns that are
    one · `lent` the word that a module lends to `vague` nouns · `short` words for names that are too long · `id_lists`
    the noun whose list an id comes from · `ranges` dates that are asked for as `start...end` · `secrets` text that
    nobody should see.
    """

    scopes: dict[str, str]
    silent: frozenset[str]
    containers: dict[str, str]
    adjectives: dict[str, str]
    merged: dict[str, str]
    lent: dict[str, str]
    vague: frozenset[str]
    acts: dict[str, Act]
    short: dict[str, str]
    singular: dict[str, str]
    plural: dict[str, str]
    spoken: dict[str, str]
    safety: SafetyRules
    id_lists: dict[str, str]
    ranges: frozenset[str]
    secrets: frozenset[str]


@cache
def rules() -> Rules:
    return Rules.model_validate_json(files(__package__).joinpath("rules.json").read_bytes())
