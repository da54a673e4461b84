"""Words of names: one and many, joined and spoken."""

from __future__ import annotations

import re
from functools import cache

from procore_mcp.catalog.openapi.rules import rules

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_UNCLEAN = re.compile(r"[^a-z0-9]+")
_SINGULARS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("ss", "ss"),
    ("us", "us"),
    ("is", "is"),
    ("s", ""),
)
_PLURALS = (("ch", "ches"), ("sh", "shes"), ("x", "xes"), ("ss", "sses"), ("s", "s"))


def is_sayable(text: str) -> bool:
    """Whether a name can be made of it: of plain letters and digits, which are all that clients take."""
    return bool(snake(text))


def snake(text: str) -> str:
    """`earlyPayPrograms` and `time-off` as `early_pay_programs` and `time_off`."""
    return _UNCLEAN.sub("_", _CAMEL.sub("_", text).lower()).strip("_")


@cache
def singular(noun: str) -> str:
    """Of the last word: `plan_items` to `plan_item`."""
    *before, last = noun.split("_")
    return "_".join([*before, rules().singular.get(last) or _singular(last)])


@cache
def plural(noun: str) -> str:
    """Of the last word; what is many already stays."""
    if is_plural(noun):
        return noun
    *before, last = noun.split("_")
    return "_".join([*before, rules().plural.get(last) or _plural(last)])


def is_plural(noun: str) -> bool:
    return singular(noun) != noun


def overlapped(one: str, other: str) -> str:
    """Two nouns as one, what both say only once: `action_plan` and `plan_item` give `action_plan_item`."""
    left, right = one.split("_"), other.split("_")
    for length in range(min(len(left), len(right)), 0, -1):
        if left[-length:] == singular("_".join(right[:length])).split("_"):
            return "_".join([*left[:-length], *right])
    return f"{one}_{other}"


def spoken(name: str) -> str:
    """`rfi_reply` as `RFI reply`."""
    return " ".join(rules().spoken.get(word, word) for word in name.split("_"))


def sentence(text: str) -> str:
    """With a capital letter at the start."""
    return text[:1].upper() + text[1:]


def article(phrase: str) -> str:
    """`a` or `an`, by the sound of the first word."""
    first = phrase.partition(" ")[0]
    if first.isupper():
        return "an" if first[:1] in "AEFHILMNORSX" else "a"
    return "an" if first[:1] in "aeio" or (first[:1] == "u" and not first.startswith(("un", "us"))) else "a"


def _singular(word: str) -> str:
    for ending, instead in _SINGULARS:
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    return word


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return f"{word[:-1]}ies"
    for ending, instead in _PLURALS:
        if word.endswith(ending):
            return word.removesuffix(ending) + instead
    return f"{word}s"
