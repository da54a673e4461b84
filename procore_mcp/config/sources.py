"""Where settings come from, as far as it matters what they are called and who wrote them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource

_OWNERS = ("procore_client_id", "procore_access_token")
# Where a sign-in goes, and who says yes.
_GUARDS = ("procore_api_url", "procore_login_url", "procore_state_url", "procore_confirm")
_NEARLY = 0.9  # of 1, as difflib counts; both names begin with PROCORE_


def misspelt_names(settings: type[BaseSettings]) -> dict[str, str]:
    """Names that are nearly a setting's. Others with our prefix may be for another program, and pass."""
    given = {**DotEnvSettingsSource(settings).env_vars, **EnvSettingsSource(settings).env_vars}
    known = {f"procore_{name}" for name in settings.model_fields}
    strangers = sorted(name for name, value in given.items() if name.startswith("procore_") and value)
    nearest = {name: get_close_matches(name, known, 2, _NEARLY) for name in strangers if name not in known}
    return {name.upper(): " or ".join(word.upper() for word in near) for name, near in nearest.items() if near}


def guards_of_a_stranger(settings: type[BaseSettings], flags: Mapping[str, object]) -> list[str]:
    """Servers are started in folders that came from anywhere, with whatever file lies there."""
    in_file = DotEnvSettingsSource(settings).env_vars
    ours = {name for name, value in EnvSettingsSource(settings).env_vars.items() if value}
    ours |= {f"procore_{name}" for name, value in flags.items() if value is not None}
    if ours.isdisjoint(_OWNERS):
        return []
    return [name.upper() for name in _GUARDS if in_file.get(name) and name not in ours]
