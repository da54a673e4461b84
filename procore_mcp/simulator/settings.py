"""What a simulator can be told to do differently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, TypeAdapter

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"

_Count: TypeAlias = Annotated[int, Field(ge=0)]


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
    answered with 400. What is not documented but relied on by client libraries in public use is off
    until asked for: `basic_at_token` (credentials of the app in a header), `login_on_api_host` (the login actions on
    the API host too). `configured_required` names, per resource, the fields that a company made required;
    they are enforced only when a request asks for it with `run_configurable_validations`.
    """

    hourly_limit: _Count = 3600
    spike_limit: _Count = 100
    retry_after: bool = True
    company_header: bool = True
    access_token_life: _Count = 5400
    loopback_any_port: bool = True
    auto_approve: bool = False
    basic_at_token: bool = False
    login_on_api_host: bool = False
    link_life: _Count = 300
    redirect_status: Literal[302, 307] = 302
    configured_required: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


_SETTINGS = TypeAdapter(Settings)


def change_settings(settings: Settings, raw: Mapping[str, object]) -> None:
    """Sets some members, all or none of them. Raises ValueError for an unknown member or a value it cannot have."""
    known = {item.name for item in fields(Settings)}
    if unknown := raw.keys() - known:
        raise ValueError(f"There is no setting {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}.")
    changed = _SETTINGS.validate_python({**asdict(settings), **raw})
    for name in raw:
        setattr(settings, name, getattr(changed, name))
