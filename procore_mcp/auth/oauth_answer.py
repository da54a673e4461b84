"""What Procore's login server answers, read without trusting it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from procore_mcp.auth.tokens import TokenSet
from procore_mcp.auth.words import sign_in_required
from procore_mcp.config.environment import Environment
from procore_mcp.errors import BadSetting, ProcoreError, ProcoreMcpError

DOCUMENTED_LIFE = 5_400.0  # seconds; Procore's guide to the authorization code grant
_CODE = re.compile(r"[a-z_]{1,60}")


class _Granted(BaseModel):
    model_config = ConfigDict(hide_input_in_errors=True)

    access_token: str = Field(min_length=1)
    refresh_token: str | None = None
    expires_in: float = DOCUMENTED_LIFE


class TokenInfo(BaseModel):
    """Whose token it is and how many seconds it has left."""

    resource_owner_id: int | None = None
    expires_in: float | None = Field(
        default=None,
        validation_alias=AliasChoices("expires_in_seconds", "expires_in"),
        serialization_alias="expires_in",
    )


class _Refused(BaseModel):
    error: str


def token_set(answer: Mapping[str, object], *, now: float) -> TokenSet:
    """Raises ValueError, without the tokens in it."""
    granted = _Granted.model_validate(answer)
    return TokenSet(granted.access_token, granted.refresh_token, now + granted.expires_in)


def oauth_code(body: bytes) -> str | None:
    """The standard's word for what went wrong, such as `invalid_grant`; None when the body is not its error object."""
    try:
        code = _Refused.model_validate_json(body).error
    except ValidationError:
        return None
    return code if _CODE.fullmatch(code) else None


def refusal(status: int, code: str | None, environment: Environment) -> ProcoreMcpError:
    """Procore's `error_description` is left out: it may repeat what was sent."""
    if code in {"invalid_client", "unauthorized_client"}:
        return BadSetting(
            f"Procore ({environment.name}, {environment.login_url}) does not know this client id and secret.",
            hint="Set PROCORE_CLIENT_ID and PROCORE_CLIENT_SECRET to those of your app for the environment named in "
            "PROCORE_ENVIRONMENT; the developer sandbox and production have different ones.",
        )
    if code == "invalid_grant":
        return sign_in_required(
            "Procore no longer accepts this sign-in: its code or token was used, was revoked, has expired, or belongs "
            "to another app."
        )
    return ProcoreError(
        f"Procore's login server refused: {code}." if code else f"Procore's login server failed with status {status}.",
        status=status,
        kind="TOO_MANY_REQUESTS" if status == 429 else "UNEXPECTED_ERROR",
        hint="Try again in a minute; if it stays, check PROCORE_REDIRECT_URI and status.procore.com.",
    )
