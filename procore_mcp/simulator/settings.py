"""What a simulator can be told to do differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@dataclass(slots=True)
class Origins:
    """Where the three hosts are reached, without a trailing slash; links and redirects are built from these."""

    api: str = "https://api.procore.test"
    login: str = "https://login.procore.test"
    storage: str = "https://storage.files.test"


@dataclass(slots=True)
class Settings:
    """Switches and numbers; times are in seconds.

    The limits are the older published examples, large enough for a working day of tests. Two defaults are
    assumed rather than documented: a loopback redirect may use any port, and a missing company header is
    answered with 400. `configured_required` names, per resource, the fields that a company made required;
    they are enforced only when a request asks for it with `run_configurable_validations`.
    """

    hourly_limit: int = 3600
    spike_limit: int = 100
    retry_after: bool = True
    company_header: bool = True
    access_token_life: int = 5400
    loopback_any_port: bool = True
    auto_approve: bool = False
    link_life: int = 300
    redirect_status: Literal[302, 307] = 302
    configured_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
