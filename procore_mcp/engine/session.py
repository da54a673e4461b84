"""One signed-in caller with its limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from procore_mcp.api.messages import Sender
from procore_mcp.catalog.binding import Bound, Kind
from procore_mcp.catalog.safety import Safety

DEFAULT_RESULT_TOKENS = 6_000


@dataclass(frozen=True, slots=True)
class Session:
    """`user` keys everything that belongs to the caller alone; `company_id` and `project_id` fill omitted arguments;
    `bound` says which of the two no argument may name; `allow` is the worst safety that this caller may use;
    `result_tokens` bounds one answer (characters / 4); where `companies` or `projects`
    name any, nothing is sent about others."""

    user: str
    sender: Sender
    company_id: int | None = None
    project_id: int | None = None
    allow: Safety = Safety.DELETE
    confirm: Literal["ask", "never"] = "ask"
    result_tokens: int = DEFAULT_RESULT_TOKENS
    bound: Bound = "nothing"
    companies: frozenset[int] = frozenset()
    projects: frozenset[int] = frozenset()

    def own(self, kind: Kind) -> int | None:
        """The id of the company or project that this caller is in."""
        return self.company_id if kind == "company" else self.project_id

    def listed(self, kind: Kind) -> frozenset[int]:
        """The only companies or projects that this server is for; empty where it is for all."""
        return self.companies if kind == "company" else self.projects

    def within(self, company_id: int, project_id: int | None = None) -> Session:
        """The same caller, bound to this company and project. A preset project stays only with its own company."""
        preset = self.project_id if company_id == self.company_id else None
        return replace(
            self,
            company_id=company_id,
            project_id=project_id or preset,
            bound="company" if project_id is None else "project",
        )
