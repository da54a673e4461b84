"""The Procores that there are. Hosts: Procore's guide to its environments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EnvironmentName = Literal["production", "sandbox", "monthly-sandbox", "federal"]


@dataclass(frozen=True, slots=True)
class Environment:
    """Where one Procore lives. `file_hosts` are domain suffixes whose file links take the bearer token."""

    name: str
    api_url: str
    login_url: str
    file_hosts: tuple[str, ...]


ENVIRONMENTS: dict[EnvironmentName, Environment] = {
    "production": Environment("production", "https://api.procore.com", "https://login.procore.com", ("procore.com",)),
    "sandbox": Environment(
        "sandbox", "https://sandbox.procore.com", "https://login-sandbox.procore.com", ("procore.com",)
    ),
    "monthly-sandbox": Environment(
        "monthly-sandbox",
        "https://api-monthly.procore.com",
        "https://login-sandbox-monthly.procore.com",
        ("procore.com",),
    ),
    "federal": Environment(
        "federal", "https://api.procoregov.com", "https://login.procoregov.com", ("procoregov.com",)
    ),
}
