"""One signed-in caller with its limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from procore_mcp.api.messages import Sender
from procore_mcp.catalog.safety import Safety

DEFAULT_RESULT_TOKENS = 6_000


@dataclass(frozen=True, slots=True)
class Session:
    """`user` keys everything that belongs to the caller alone; `company_id` and `project_id` fill omitted arguments;
    `allow` is the worst safety that this caller may use; `result_tokens` bounds one answer (characters / 4)."""

    user: str
    sender: Sender
    company_id: int | None = None
    project_id: int | None = None
    allow: Safety = Safety.DELETE
    confirm: Literal["ask", "never"] = "ask"
    result_tokens: int = DEFAULT_RESULT_TOKENS
