"""A program that people sign in with."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, cast
from urllib.parse import urlsplit

from procore_mcp.engine.one_line import one_line
from procore_mcp.server.oauth.digest import digest
from procore_mcp.server.oauth.redirect_uri import is_same, objection
from procore_mcp.server.oauth.refusal import Refusal

Proof = Literal["none", "client_secret_post", "client_secret_basic"]
WAYS_TO_PROVE: tuple[Proof, ...] = ("none", "client_secret_post", "client_secret_basic")
MOST_REDIRECT_URIS = 10
LONGEST_TOGETHER = 2_000  # characters of all of them: anybody may register, and each is kept for a day
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Client:
    """`id` is ours for a registered client, and the address of its document for one that has published itself.

    `secret` is a digest; None for a client that proves nothing but its code verifier.
    """

    id: str
    name: str
    redirect_uris: tuple[str, ...]
    secret: str | None = field(default=None, repr=False)

    @property
    def publisher(self) -> str | None:
        """The host that vouches for it; None for a client whose name is only its own claim."""
        return urlsplit(self.id).hostname if self.id.startswith("https://") else None

    def takes(self, redirect_uri: str) -> bool:
        return any(is_same(registered, redirect_uri) for registered in self.redirect_uris)

    def proves(self, secret: str | None) -> bool:
        """Whether `secret` is this client's; one without a secret needs none."""
        return self.secret is None or secrets.compare_digest(self.secret, digest(secret or ""))


def described(id: str, metadata: Mapping[str, object], *, secret: str | None = None) -> Client:  # noqa: A002 - OAuth's word
    """The client that `metadata` (RFC 7591, section 2) describes; members that mean nothing here are left out.

    Raises Refusal `invalid_redirect_uri` or `invalid_client_metadata`.
    """
    _must_fit(metadata)
    uris = _texts(metadata.get("redirect_uris"))
    if not uris or len(uris) > MOST_REDIRECT_URIS:
        raise Refusal("invalid_redirect_uri", f"Name one to {MOST_REDIRECT_URIS} addresses in redirect_uris.")
    if sum(map(len, uris)) > LONGEST_TOGETHER:
        raise Refusal("invalid_redirect_uri", "The addresses in redirect_uris are too long together.")
    for uri in uris:
        if problem := objection(uri):
            raise Refusal("invalid_redirect_uri", f"A redirect address cannot be used. {problem}")
    return Client(id, _name(metadata.get("client_name")), tuple(uris), secret)


def _must_fit(metadata: Mapping[str, object]) -> None:
    """Nothing but the code grant is offered. Raises Refusal."""
    grants, responses = metadata.get("grant_types"), metadata.get("response_types")
    if grants is not None and "authorization_code" not in _texts(grants):
        raise Refusal("invalid_client_metadata", "grant_types must hold authorization_code.")
    if responses is not None and "code" not in _texts(responses):
        raise Refusal("invalid_client_metadata", "response_types must hold code.")


def _texts(value: object) -> list[str]:
    return [part for part in cast("list[object]", value) if isinstance(part, str)] if isinstance(value, list) else []


def _name(value: object) -> str:
    text = one_line(value) if isinstance(value, str) else ""
    return f"{text[: LONGEST_NAME - 1]}…" if len(text) > LONGEST_NAME else text or "An unnamed program"
