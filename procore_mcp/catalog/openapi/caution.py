"""How safe a call is, from its method, its module, what its path says, and what people say of its like."""

from __future__ import annotations

from procore_mcp.catalog.openapi.documented_action import DocumentedAction
from procore_mcp.catalog.openapi.phrase import Phrase
from procore_mcp.catalog.openapi.rules import rules
from procore_mcp.catalog.openapi.twins import Twins
from procore_mcp.catalog.safety import Safety
from procore_mcp.catalog.verbs import READING


def safety_of(action: DocumentedAction, said: Phrase, known: Twins) -> Safety:
    if action.method == "GET" or reads_by_post(action, said):
        return Safety.READ
    if action.method == "DELETE" or said.verb in rules().safety.removing:
        return Safety.DELETE
    return Safety.COMMIT if _commits(action, said) or known.commits(action, said) else Safety.WRITE


def reads_by_post(action: DocumentedAction, said: Phrase) -> bool:
    """Its path says so, or the verb of its title."""
    is_reading = said.words.act is not None and said.words.act.reads
    return is_reading or (action.method == "POST" and action.act in READING)


def _commits(action: DocumentedAction, said: Phrase) -> bool:
    """It touches money, moves a workflow or tells people."""
    signs = rules().safety
    segments = {part for part in action.path.split("/") if not part.startswith("{")}
    asked = {place.rpartition(" ")[2].rpartition(".")[2] for place in action.places()}
    return (
        (action.module in signs.modules and said.verb not in signs.harmless)
        or said.verb in signs.verbs
        or not signs.segments.isdisjoint(segments)
        or not signs.flags.isdisjoint(asked)
    )
