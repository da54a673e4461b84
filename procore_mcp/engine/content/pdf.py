"""PDF pages: their text, and a picture of pages that are drawings or scans."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any

from procore_mcp.engine.answer import Image
from procore_mcp.engine.content.damage import parsing
from procore_mcp.engine.content.extra import optional
from procore_mcp.engine.content.page import Page
from procore_mcp.engine.content.picture import MAX_SIDE, as_jpeg

MAX_BYTES_OF_A_PAGE = 300_000  # two of them, a third longer as text, fit into one answer
_ALONE = Lock()  # PDFium keeps global state: two threads in it at once, whatever their documents, end the process


@contextmanager
def opened(content: bytes) -> Generator[Pdf]:
    """The document, for as long as nobody else reads one. Raises Unreadable for whatever goes wrong inside it."""
    pdfium = optional("pypdfium2")
    with _ALONE, parsing("the PDF is damaged or protected by a password"):
        document = pdfium.PdfDocument(content)
        try:
            yield Pdf(document)
        finally:
            document.close()


@dataclass(frozen=True, slots=True)
class Pdf:
    """An open document."""

    document: Any  # pypdfium2 is an optional dependency without complete type information

    @property
    def total(self) -> int:
        return len(self.document)

    def texts(self, numbers: Sequence[int]) -> Iterator[Page]:
        """One page at a time: a specification has hundreds, and a reader wants a few."""
        return (Page(number, self._text(number)) for number in numbers)

    def picture(self, number: int) -> Image:
        page = self.document[number - 1]
        scale = MAX_SIDE / max(page.get_size())
        return as_jpeg(page.render(scale=scale).to_pil(), MAX_BYTES_OF_A_PAGE)

    def _text(self, number: int) -> str:
        text: str = self.document[number - 1].get_textpage().get_text_bounded()
        return "\n".join(line.rstrip() for line in text.splitlines()).strip()
