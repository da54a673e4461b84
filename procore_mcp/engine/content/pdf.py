"""PDF pages: their text, and a picture of pages that are drawings or scans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from procore_mcp.engine.answer import Image
from procore_mcp.engine.content.extra import optional
from procore_mcp.engine.content.page import Page
from procore_mcp.engine.content.picture import MAX_SIDE, as_jpeg


@dataclass(frozen=True, slots=True)
class Pdf:
    """An open document. Not for several threads at once: PDFium keeps global state."""

    document: Any  # pypdfium2 is an optional dependency without complete type information

    @classmethod
    def open(cls, content: bytes) -> Pdf:
        """Raises ValueError when the file is damaged or needs a password."""
        pdfium = optional("pypdfium2")
        try:
            return cls(pdfium.PdfDocument(content))
        except pdfium.PdfiumError as error:
            raise ValueError("the PDF is damaged or protected by a password") from error

    @property
    def total(self) -> int:
        return len(self.document)

    def texts(self, numbers: Sequence[int]) -> Iterator[Page]:
        """One page at a time: a specification has hundreds, and a reader wants a few."""
        return (Page(number, self._text(number)) for number in numbers)

    def picture(self, number: int) -> Image:
        page = self.document[number - 1]
        scale = MAX_SIDE / max(page.get_size())
        return as_jpeg(page.render(scale=scale).to_pil())

    def _text(self, number: int) -> str:
        text: str = self.document[number - 1].get_textpage().get_text_bounded()
        return "\n".join(line.rstrip() for line in text.splitlines()).strip()
