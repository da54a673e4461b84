"""Files whose bytes are made only when somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from procore_mcp.simulator.world.document_contents import ContentFacts, render
from procore_mcp.simulator.world.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Painted:
    """A blob that keeps what it is made of; records leave its size to be counted, so that nobody paints early."""

    name: str
    content: ContentFacts
    days: Workdays

    @property
    def content_type(self) -> str:
        return "image/png" if self.content.photo else "application/pdf"

    @property
    def data(self) -> bytes:
        return render(self.content, self.days, Random(0)).data  # noqa: S311  only laboratory logs roll dice
