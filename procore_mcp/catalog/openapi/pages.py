"""How a list is read page by page, and where in the answer it is."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.catalog.model import Json
from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.rules import rules

# Page, size and the style that they mean, the plainest first.
_STYLES = (
    ("page", "per_page", "page_number"),
    ("cursor", "per_page", "cursor"),
    ("page_start", "page_size", "after_id"),
    ("pdm_page", "pdm_per_page", "page_number"),
)
_CUTTING = frozenset({"page", "per_page", "limit", "offset", "cursor", "page_size", "pdm_page"})
# Under which the glossary explains such a page.
FROM_ZERO = "page_from_zero"
_FILE_VERBS = frozenset({"download", "export"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`paging` and `result` of the tool file; `settled` are query parameters that the paging sends."""

    paging: Json = None
    result: dict[str, Json] | None = None
    settled: frozenset[str] = frozenset()


def counts_from_zero(action: DocumentedAction) -> bool:
    """These lists have a page, whose number starts at 0, and no size: it is not ours to cut them."""
    return not rules().from_zero.isdisjoint(action.path.split("/"))


def reading(action: DocumentedAction, said: Phrase, *, is_read: bool) -> Reading:
    answer = action.answer
    if answer.kind == "nothing":
        return Reading(result={"empty": True})
    if action.method == "GET" and said.verb in _FILE_VERBS and answer.kind in {"text", "unknown"}:
        return Reading(result={"file": True})
    key = _key(action, said)
    result: dict[str, Json] | None = {"unwrap": key} if key else None
    is_list = answer.kind == "list" or (key is not None and answer.part(key) == "list")
    is_open = answer.kind == "unknown" or (key is not None and answer.part(key) == "unknown")
    asked = {param.name for param in action.in_place("query")}
    style = next((style for style in _STYLES if {style[0], style[1]} <= asked), None)
    if is_read and style and (is_list or is_open or _shows_one_of_many(action, said, key)):
        return Reading(_paging(*style), result, frozenset(style[:2]))
    if is_read and is_list and not asked & _CUTTING:
        return Reading("local", result)
    return Reading(None, result)


def _shows_one_of_many(action: DocumentedAction, said: Phrase, key: str | None) -> bool:
    """The document shows one element under `data` in place of the list: nothing else is asked for by pages."""
    return said.verb == "list" and key == "data" and action.answer.part(key) == "record"


def _key(action: DocumentedAction, said: Phrase) -> str | None:
    """`data` in version 2 and where it is documented; the one list in the answer to a list."""
    answer = action.answer
    if answer.part("data") is not None or (action.version[0] >= 2 and answer.kind == "unknown"):
        return "data"
    return answer.lists[0] if said.verb == "list" and len(answer.lists) == 1 else None


def _paging(page: str, size: str, style: str) -> Json:
    if page in {"page", "cursor", "page_start"}:
        return style
    return {"style": style, "page": page, "size": size}
