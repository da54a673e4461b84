"""The files that come with a submittal."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world.document_contents import ContentFacts, PdfFacts
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.painted import Painted
from procore_mcp.simulator.world.workdays import Workdays

_WITH_PAPER = 3  # every third submittal that was handed in
_STAMP = "Checked by the contractor for means, methods and dimensions before it was passed on."


def attach(job: Job, number: int, title: str, age: int) -> list[Json]:
    """One PDF for some of them, as associated attachments; the others came without."""
    if age < 0 or number % _WITH_PAPER:
        return []
    key, name = f"submittal-{number}", f"{title}.pdf"
    written = Workdays(job.scaffold.days.ago(age))
    job.scaffold.blobs[key] = Painted(name, _sheet(title), written)
    moment = job.moment(written.today, "morning", "submittal attachments")
    attachment = job.mint("attachments")
    return [
        {
            "id": job.mint("associated_attachments"),
            "attachment_id": attachment,
            "filename": name,
            "content_type": "application/pdf",
            "url": link_to(key),
            "state": "outdated" if age > 200 else "current",
            "additional_page_count": 0,
            "document_markup_layer_id": None,
            "markup_updated_at": None,
            "attached_at": moment,
            "updated_at": moment,
            "version_timestamp": moment,
        }
    ]


def _sheet(title: str) -> ContentFacts:
    pages = [
        [("title", title), ("note", "Alder Street Exchange, submitted <-0>"), ("text", _STAMP)],
        [("heading", "Data"), ("item", "See the attached sheets of the manufacturer for ratings, sizes and finishes.")],
    ]
    return ContentFacts(pdf=PdfFacts(title=title, pages=[[(style, text) for style, text in page] for page in pages]))
