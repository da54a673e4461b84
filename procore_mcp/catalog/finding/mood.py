"""Whether people ask, tell or name something, and what they usually want then."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto

from procore_mcp.catalog.finding.words import Words, words_of

_ASKING_TEXT = """
    any are can could did do does had has have how is s was were what when where which who whom whose why
"""
_ASKING = frozenset(_ASKING_TEXT.split())
# These ask behind a few words too: `permits nobody has closed`.
_ASKING_LATER = frozenset(("anybody", "anyone", "everything", "nobody", "which", "who", "whose"))
_EARLY = 4
_HAPPENED_TEXT = """
    are brought built came cut fell found gave got had has hit hurt is lost made met paid put ran re s said sat sent set
    showed stood told took was went were wore broke left
"""
_HAPPENED = frozenset(_HAPPENED_TEXT.split())
_LATELY = re.compile(r"\b(?:today|just|yesterday|tonight|this (?:morning|afternoon|evening))\b")
_LEAST_PAST = 5
# Who says that something has not been done asks for what is left.
_UNDONE = re.compile(r"\b(?:has|have) not\b")


class Mood(Enum):
    QUESTION = auto()
    STATEMENT = auto()
    PHRASE = auto()


# What happened on site is written down, or changes what was written.
_USUAL: Mapping[Mood, Mapping[str, float]] = {
    Mood.QUESTION: {"list": 1.0, "show": 0.8},
    Mood.STATEMENT: {"create": 0.8, "update": 0.4},
    Mood.PHRASE: {"list": 0.7, "create": 0.65, "show": 0.5},
}


def mood_of(text: str) -> Mood:
    words = words_of(text)
    if _asks(words) or text.rstrip().endswith("?") or _UNDONE.search(text):
        return Mood.QUESTION
    happened = any(word in _HAPPENED or (word.endswith("ed") and len(word) >= _LEAST_PAST) for word in words)
    return Mood.STATEMENT if happened or _LATELY.search(text) else Mood.PHRASE


def _asks(words: Words) -> bool:
    return not _ASKING.isdisjoint(words[:1]) or not _ASKING_LATER.isdisjoint(words[:_EARLY])


def usual_acts(mood: Mood) -> Mapping[str, float]:
    """Verbs of tools with their likelihood, for a request that names no act of its own."""
    return _USUAL[mood]
