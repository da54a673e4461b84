"""Writes specification sections as PDF, in three parts as is the custom."""

from __future__ import annotations

from collections.abc import Sequence

from procore_mcp.simulator.world.document_contents import ContentFacts, PdfFacts
from procore_mcp.simulator.world.paper.pdf import Block

_USUAL = ("Comply with the drawings and with the contract.", "Protect finished work until it is accepted.")


def section_paper(number: str, title: str, requirements: Sequence[str], issue: str) -> ContentFacts:
    general: list[Block] = [
        ("title", f"SECTION {number}"),
        ("title", title.upper()),
        ("note", f"Alder Street Exchange, {issue}, <-0>"),
        ("heading", "PART 1 - GENERAL"),
        ("text", f"This section covers {title.lower()} as shown on the drawings and as needed for complete work."),
        ("item", "Submittals: product data, shop drawings, and samples where a finish shows."),
        ("item", "Deliver in the maker's packing and store dry and off the ground."),
    ]
    products: list[Block] = [("heading", "PART 2 - PRODUCTS"), *(("item", line) for line in requirements or _USUAL)]
    execution: list[Block] = [
        ("heading", "PART 3 - EXECUTION"),
        ("text", "Examine the substrate before starting. Starting means that it was accepted."),
        ("item", "Keep records of tests at the site and send copies within five working days."),
        ("note", f"END OF SECTION {number}"),
    ]
    return ContentFacts(pdf=PdfFacts(title=f"{number} {title}", pages=[general, [*products, *execution]]))


def division_paper(number: str, title: str, sections: Sequence[str]) -> ContentFacts:
    page: list[Block] = [("title", f"DIVISION {number}"), ("title", title.upper()), ("heading", "Sections")]
    page += [("item", section) for section in sections]
    return ContentFacts(pdf=PdfFacts(title=f"Division {number}", pages=[page]))


def terms(title: str, requirements: Sequence[str]) -> list[tuple[int, str]]:
    """Words that a reader looks up, with the page they are on."""
    words = [word.strip(".,;:") for line in requirements for word in line.split()]
    return [(1, title), *((2, word) for word in words if len(word) > 7)]
