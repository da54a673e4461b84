"""Settings: from flags, the environment, a `.env` file, in this order."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from procore_mcp.config.environment import ENVIRONMENTS, Environment, EnvironmentName
from procore_mcp.config.origin import HOST, origin
from procore_mcp.config.sources import guards_of_a_stranger, misspelt_names
from procore_mcp.errors import BadSetting

Allow = Literal["read", "write", "commit", "delete"]
OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


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
        if not all(HOST.fullmatch(host) for host in value):
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
        return value if value is None else origin(value).lower()

    @field_validator("api_url", "login_url")
    @classmethod
    def _check_url(cls, value: str | None) -> str | None:
        return value if value is None else origin(value)

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
        chosen = ENVIRONMENTS[self.environment]
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
    if misspelt := misspelt_names(Settings):
        raise BadSetting(
            " ".join(f"{wrong} is no setting; did you mean {right}?" for wrong, right in misspelt.items()),
            hint="Rename or remove it in the environment or the .env file: as it stands it would have no effect.",
        )
    if foreign := guards_of_a_stranger(Settings, flags):
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


def _explain(error: ValidationError) -> str:
    problems = error.errors(include_input=False, include_url=False)
    return " ".join(f"{_name(problem)}: {problem['msg'].removeprefix('Value error, ')}." for problem in problems)


def _name(problem: ErrorDetails) -> str:
    return f"PROCORE_{'_'.join(str(part) for part in problem['loc']).upper()}"
