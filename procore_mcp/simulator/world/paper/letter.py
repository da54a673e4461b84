"""Writes DOCX letters: paragraphs and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from procore_mcp.simulator.world.paper.package import HEAD, package

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def letter(paragraphs: Sequence[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    document = f'{HEAD}<w:document xmlns:w="{_MAIN}"><w:body>{body}</w:body></w:document>'
    return package({"word/document.xml": document}, {"word/document.xml": _TYPE}, "word/document.xml")
