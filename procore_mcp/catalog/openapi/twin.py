"""The curated tool that does what a call does, where the document has it in another form as well."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.where import is_of_project
from procore_mcp.catalog.tool import Action, Tool


def twin(action: DocumentedAction, said: Phrase, curated: Mapping[str, Tool]) -> str:
    """By the same words on the same level in the same product; empty when there is none."""
    of_project = is_of_project(action, said)
    names = (same_words(said), same_words(said, scope="project" if of_project else "company"))
    known = (tool for name in names if isinstance(tool := curated.get(name), Action))
    same = (tool for tool in known if ("project_id" in tool.params) is of_project)
    fitting = (tool.name for tool in same if _product(tool.path) == _product(action.path))
    return "" if said.then else next(fitting, "")


def other_form(action: DocumentedAction, said: Phrase, curated: Mapping[str, Tool]) -> str:
    """The twin whose name is what this call would be called; empty when there is none."""
    found = twin(action, said, curated)
    return found if found == same_words(said) else ""


def same_words(said: Phrase, *, scope: str = "") -> str:
    return f"{said.verb}_{said.nouns(said.parents, scope=scope)}"


def _product(path: str) -> set[str]:
    """The segments that name one."""
    return {*path.split("/")} & rules().containers.keys()
