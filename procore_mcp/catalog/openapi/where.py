"""In whose scope a call works, in words."""

from __future__ import annotations

import re

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase

# At the top of the body or in its wrapper; a row of a list names its own.
_PROJECT = re.compile(r"(path|query|body( \w+\.)?) ?project_id")


def where(action: DocumentedAction, said: Phrase) -> str:
    return "in one project" if is_of_project(action, said) else "in the company"


def is_of_project(action: DocumentedAction, said: Phrase) -> bool:
    """It names a project anywhere, unless that is what it is about; else it is of the company."""
    names_project = any(_PROJECT.fullmatch(place) for place in _required(action))
    return said.words.scope == "project" or (names_project and said.words.last_id != "project_id")


def _required(action: DocumentedAction) -> list[str]:
    return [place for place, form in action.places().items() if form.endswith(", required")]
