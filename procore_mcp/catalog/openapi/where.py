"""In whose scope a call works, in words."""

from __future__ import annotations

import re

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase


def where(action: DocumentedAction, said: Phrase) -> str:
    """The project if it names one anywhere, else the company."""
    names_project = any(re.split(r"[ .]", place)[-1] == "project_id" for place in _required(action))
    return "in one project" if said.words.scope == "project" or names_project else "in the company"


def _required(action: DocumentedAction) -> list[str]:
    return [place for place, form in action.places().items() if form.endswith(", required")]
