"""What a call does, as the start of a sentence: `list the line items of one commitment`."""

from __future__ import annotations

from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.words import article, is_plural, plural, spoken

_SPOKEN_VERBS = {"update": "change"}


def deed(said: Phrase, *, is_title: bool = False) -> str:
    """Titles leave out what only a sentence needs."""
    verb = said.verb if is_title else _SPOKEN_VERBS.get(said.verb, said.verb)
    if said.words.options_of:
        field = spoken(said.then.removesuffix("_options"))
        return f'list the choices of the filter "{field}" for {_many(said)}{_of(said, is_title=is_title)}'
    what = _what(said, is_title=is_title)
    of = _of(said, is_title=is_title)
    if not said.then:
        return f"{verb} {what}{of}"
    then = spoken(said.then)
    if said.then.partition("_")[0] in rules().joining:
        return f"{verb} {what}{of} {_source(said.then) or then}"
    if verb == "add":
        return f"add {article(then)} {then} to {what}{of}"
    the = "" if is_title else "the "
    return f"{verb} {the}{then} {'from' if verb == 'remove' else 'of'} {what}{of}"


def _source(then: str) -> str:
    """`from a template` of `from_template`."""
    start, _, noun = then.partition("_")
    return f"from {article(spoken(noun))} {spoken(noun)}" if start == "from" and not is_plural(noun) else ""


def _what(said: Phrase, *, is_title: bool) -> str:
    """The thing with the word in front of it that its number asks for."""
    thing = spoken(said.thing)
    if said.is_several and is_plural(said.noun):
        return f"several {thing}"
    if said.words.is_one and said.noun.rpartition("_")[2] in rules().pieces:
        return f"{'a' if is_title else 'one'} piece of {thing}"
    if is_plural(said.noun) or _is_uncountable(said.noun):
        return thing if is_title or said.verb == "create" else _the(thing)
    if said.verb == "create":
        return thing if is_title else f"{article(thing)} {thing}"
    if is_title:
        return f"{article(thing)} {thing}" if said.then else thing
    return f"one {thing}" if said.words.is_one else _the(thing)


def _the(thing: str) -> str:
    return thing if thing.startswith("my ") else f"the {thing}"


def _of(said: Phrase, *, is_title: bool) -> str:
    if not said.owner:
        return ""
    owner = spoken(said.owner)
    if said.owner.rpartition("_")[2] in rules().pieces:
        return f" of {'a' if is_title else 'one'} piece of {owner}"
    if _is_uncountable(said.owner):
        return f" of {owner}" if is_title else f" of the {owner}"
    return f" of {article(owner)} {owner}" if is_title else f" of one {owner}"


def _many(said: Phrase) -> str:
    """What can be chosen from is told of all records."""
    return spoken(plural(said.thing))


def _is_uncountable(noun: str) -> bool:
    return any(noun == word or noun.endswith(f"_{word}") for word in rules().uncountable)
