"""Settings: from flags, the environment, a `.env` file, in this order."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import SplitResult, urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, DotEnvSettingsSource, EnvSettingsSource, NoDecode, SettingsConfigDict

from procore_mcp.errors import BadSetting

EnvironmentName = Literal["production", "sandbox", "monthly-sandbox", "federal"]
Allow = Literal["read", "write", "commit", "delete"]
_HOST = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?)(:[0-9]{1,5})?")
_USUAL_PORTS = {"http": ":80", "https": ":443"}
_ONLY_ORIGIN = "only scheme, host and port belong here, for example https://api.procore.com"
_OWNERS = ("procore_client_id", "procore_access_token")
# Where a sign-in goes, and who says yes.
_GUARDS = ("procore_api_url", "procore_login_url", "procore_state_url", "procore_confirm")
_NEARLY = 0.9  # of 1, as difflib counts; both names begin with PROCORE_
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@dataclass(frozen=True, slots=True)
class Environment:
    """Where one Procore lives. `file_hosts` are domain suffixes whose file links take the bearer token."""

    name: str
    api_url: str
    login_url: str
    file_hosts: tuple[str, ...]


_ENVIRONMENTS: dict[str, Environment] = {
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


def _default_state_url() -> str:
    return f"sqlite:///{Path(platformdirs.user_state_dir('procore-mcp')) / 'state.sqlite3'}"


class Settings(BaseSettings):
    """Every field reads `PROCORE_<NAME>`; README.md lists them all."""

    model_config = SettingsConfigDict(
        env_prefix="PROCORE_",
        env_file=".env",
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        env_ignore_empty=True,
    )

    client_id: str | None = None
    client_secret: SecretStr | None = None
    redirect_uri: str = "http://localhost"
    pkce: bool = False
    environment: EnvironmentName = "production"
    api_url: str | None = None
    login_url: str | None = None
    access_token: SecretStr | None = None
    company_id: Annotated[int | None, Field(gt=0)] = None
    project_id: Annotated[int | None, Field(gt=0)] = None
    toolsets: Annotated[tuple[str, ...], NoDecode] = ()
    read_only: bool = False
    allow: Allow = "delete"
    confirm: Literal["ask", "never"] = "ask"
    state_url: str = Field(default_factory=_default_state_url)
    public_url: str | None = None
    companies: Annotated[frozenset[int], NoDecode] = frozenset()
    projects: Annotated[frozenset[int], NoDecode] = frozenset()
    encryption_key: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    token_store: Literal["auto", "keychain", "file"] = "auto"  # noqa: S105 - a place, not a password
    result_tokens: Annotated[int, Field(ge=500, le=100_000)] = 6_000
    max_wait: Annotated[float, Field(ge=0, le=3_600)] = 60.0
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = ()
    log_level: Literal["debug", "info", "warning", "error"] = "warning"
    log_format: Literal["text", "json"] = "text"

    @field_validator("toolsets", "allowed_hosts", "trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(name.strip() for name in value.split(",") if name.strip()) if isinstance(value, str) else value

    @field_validator("encryption_key", mode="before")
    @classmethod
    def _split_secrets(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return tuple(SecretStr(key.strip()) for key in value.split(",") if key.strip())

    @field_validator("allowed_hosts")
    @classmethod
    def _check_hosts(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not all(_HOST.fullmatch(host) for host in value):
            raise ValueError("hosts belong here, with a port if it is unusual, such as mcp.example.com,10.0.0.5:8443")
        return tuple(host.lower() for host in value)

    @field_validator("trusted_proxies")
    @classmethod
    def _check_proxies(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        try:
            for proxy in value:
                ip_network(proxy)
        except ValueError:
            raise ValueError("addresses and networks belong here, such as 10.0.0.5,172.16.0.0/12") from None
        return value

    @field_validator("companies", "projects", mode="before")
    @classmethod
    def _split_ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        ids = [part.strip() for part in value.split(",") if part.strip()]
        if not all(part.isascii() and part.isdigit() for part in ids):
            raise ValueError("ids are needed, as numbers with commas between them")
        return frozenset(int(part) for part in ids)

    @field_validator("public_url")
    @classmethod
    def _check_public_url(cls, value: str | None) -> str | None:
        """In the spelling of RFC 8414: clients compare it letter by letter."""
        return value if value is None else _origin(value).lower()

    @field_validator("api_url", "login_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else _origin(value)

    @field_validator("redirect_uri")
    @classmethod
    def _check_redirect(cls, value: str) -> str:
        parts = urlsplit(value)
        if value != OUT_OF_BAND and not (parts.scheme in {"http", "https"} and parts.hostname):
            raise ValueError("a web address is needed, exactly as registered with the app, such as http://localhost")
        return value

    @property
    def procore(self) -> Environment:
        """The chosen environment with its overrides.

        An overridden API address stands alone: the token then goes to that origin only, not to Procore's own hosts.
        """
        chosen = _ENVIRONMENTS[self.environment]
        return Environment(
            chosen.name,
            self.api_url or chosen.api_url,
            self.login_url or chosen.login_url,
            () if self.api_url else chosen.file_hosts,
        )

    @property
    def allowed(self) -> Allow:
        return "read" if self.read_only else self.allow


def load_settings(**flags: object) -> Settings:
    """Flags that are None count as not given.

    Raises BadSetting naming each wrong setting and what it takes, or the name that was meant.
    """
    if misspelt := _misspelt():
        raise BadSetting(
            " ".join(f"{wrong} is no setting; did you mean {right}?" for wrong, right in misspelt.items()),
            hint="Rename or remove it in the environment or the .env file: as it stands it would have no effect.",
        )
    if foreign := _of_a_stranger(flags):
        raise BadSetting(
            f"{' and '.join(foreign)} may not come from the .env file of a folder while something else names the app: "
            "whoever wrote that file would get the sign-in, or switch the questions off.",
            hint="Set it where PROCORE_CLIENT_ID is set, remove it, or start in another folder.",
        )
    try:
        return Settings(**{name: value for name, value in flags.items() if value is not None})  # type: ignore[arg-type]  # validated by pydantic
    except ValidationError as error:
        raise BadSetting(
            _explain(error), hint="Correct the setting in the environment, the .env file or the flag."
        ) from None


def _misspelt() -> dict[str, str]:
    """Names that are nearly a setting's. Others with our prefix may be for another program, and pass."""
    given = {**DotEnvSettingsSource(Settings).env_vars, **EnvSettingsSource(Settings).env_vars}
    known = {f"procore_{name}" for name in Settings.model_fields}
    strangers = sorted(name for name, value in given.items() if name.startswith("procore_") and value)
    nearest = {name: get_close_matches(name, known, 2, _NEARLY) for name in strangers if name not in known}
    return {name.upper(): " or ".join(word.upper() for word in near) for name, near in nearest.items() if near}


def _of_a_stranger(flags: Mapping[str, object]) -> list[str]:
    """Servers are started in folders that came from anywhere, with whatever file lies there."""
    in_file = DotEnvSettingsSource(Settings).env_vars
    ours = {name for name, value in EnvSettingsSource(Settings).env_vars.items() if value}
    ours |= {f"procore_{name}" for name, value in flags.items() if value is not None}
    if ours.isdisjoint(_OWNERS):
        return []
    return [name.upper() for name in _GUARDS if in_file.get(name) and name not in ours]


def _explain(error: ValidationError) -> str:
    problems = error.errors(include_input=False, include_url=False)
    return " ".join(f"{_name(problem)}: {problem['msg'].removeprefix('Value error, ')}." for problem in problems)


def _name(problem: ErrorDetails) -> str:
    return f"PROCORE_{'_'.join(str(part) for part in problem['loc']).upper()}"


def _origin(url: str) -> str:
    """Without the port that the scheme has anyway, as browsers name it. Raises ValueError."""
    parts = _split(url)
    is_loopback = parts.hostname in {"localhost", "127.0.0.1", "::1"}
    if parts.scheme != "https" and not (parts.scheme == "http" and is_loopback):
        raise ValueError("an https:// address is needed (http:// works for this machine only)")
    if not _HOST.fullmatch(parts.netloc) or parts.query or parts.fragment or parts.path not in {"", "/"}:
        raise ValueError(_ONLY_ORIGIN)
    return f"{parts.scheme}://{parts.netloc.removesuffix(_USUAL_PORTS[parts.scheme])}"


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for a number that no port has
    except ValueError:
        raise ValueError(_ONLY_ORIGIN) from None
    return parts
