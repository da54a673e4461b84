"""What is written on a sheet: this world has title blocks and notes, and no lines."""

from __future__ import annotations

from procore_mcp.simulator.world.document_contents import ContentFacts, PdfFacts
from procore_mcp.simulator.world.paper.pdf import Block

_NOTES = (
    "Do not scale. Written dimensions govern over drawn ones.",
    "Verify openings with the trades before reinforcing is placed.",
    "Clouded areas changed with the revision named in the title block.",
)


def sheet(project: str, named: tuple[str, str], revision: str, issue: str) -> ContentFacts:
    number, title = named
    page: list[Block] = [
        ("title", f"{number}   {title}"),
        ("note", f"{project}. Revision {revision}, {issue}, <-0>"),
        ("heading", "Sheet notes"),
        *(("item", note) for note in _NOTES),
    ]
    return ContentFacts(pdf=PdfFacts(title=f"{number} {title}", pages=[page]))
