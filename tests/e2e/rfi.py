"""An RFI as a person would ask for it."""

from __future__ import annotations

from typing import Any

from tests.e2e.site import Site

DALE = 8934407  # on the project, and may be asked


def new_rfi(site: Site, subject: str) -> dict[str, Any]:
    return {
        "subject": subject,
        "question": {"body": "Which detail applies at the slab edge?"},
        "rfi_manager_id": site.facts.user_id,
        "assignee_ids": [DALE],
    }


def stored(site: Site, subject: str) -> list[int]:
    """The ids of the RFIs that Procore holds under this subject."""
    return site.ids("rfis", subject=subject)
