"""`procore-mcp serve` as a process of its own, in front of the simulated Procore."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from mcp import StdioServerParameters

from tests.e2e.site import Site


def environment(site: Site, home: Path) -> dict[str, str]:
    """A machine with an app set up; whether anybody is signed in is up to the test."""
    return dict(os.environ) | {
        "PROCORE_API_URL": site.facts.api_url,
        "PROCORE_LOGIN_URL": site.facts.login_url,
        "PROCORE_CLIENT_ID": site.facts.client_id,
        "PROCORE_CLIENT_SECRET": site.facts.client_secret,
        "PROCORE_COMPANY_ID": str(site.facts.company_id),
        "PROCORE_PROJECT_ID": str(site.facts.project_id),
        "PROCORE_STATE_URL": f"sqlite:///{home / 'state.sqlite3'}",
        "PROCORE_TOKEN_STORE": "file",
    }


def over_stdio(site: Site, home: Path) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "procore_mcp", "serve"], env=environment(site, home), cwd=home
    )
