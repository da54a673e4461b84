"""The addresses that MCP is spoken at; a longer one binds whoever uses it to a company, or to one of its projects."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from procore_mcp.catalog.binding import Bound
from procore_mcp.engine.session import Session

PATH: Final = "/mcp"
BOUND_PATHS: Final = (f"{PATH}/c/{{company_id}}", f"{PATH}/c/{{company_id}}/p/{{project_id}}")
_ID = r"[1-9][0-9]{0,17}"  # fits into 63 bits
_SHAPE = re.compile(rf"{PATH}(?:/c/(?P<company>{_ID})(?:/p/(?P<project>{_ID}))?)?")


@dataclass(frozen=True, slots=True)
class Address:
    """What `/mcp`, `/mcp/c/{company_id}` or `/mcp/c/{company_id}/p/{project_id}` binds."""

    company_id: int | None = None
    project_id: int | None = None

    @property
    def bound(self) -> Bound:
        if self.company_id is None:
            return "nothing"
        return "company" if self.project_id is None else "project"

    @property
    def ids(self) -> dict[str, int]:
        """What is bound, under the names of the arguments."""
        ids = {"company_id": self.company_id, "project_id": self.project_id}
        return {name: number for name, number in ids.items() if number is not None}

    def narrowed(self, session: Session) -> Session:
        """The same caller, within what this address binds."""
        return session if self.company_id is None else session.within(self.company_id, self.project_id)


def address_at(path: str) -> Address | None:
    """None for a path that is no address of ours, such as one with an id that no record has."""
    found = _SHAPE.fullmatch(path)
    if found is None:
        return None
    company, project = found["company"], found["project"]
    return Address(int(company) if company else None, int(project) if project else None)
