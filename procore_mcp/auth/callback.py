"""The answer to an authorization request, as it comes back through the browser."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from urllib.parse import parse_qsl

from procore_mcp.auth.words import sign_in_required


class NotOurs(Exception):
    """The answer belongs to no attempt to sign in, or to another one."""


def code_in(query: Mapping[str, str], state: str) -> str:
    """The authorization code.

    Raises NotOurs when `state` is not the one that was sent out, SignInRequired when the person or Procore refused.
    """
    if not secrets.compare_digest(query.get("state", "").encode(), state.encode()):
        raise NotOurs
    if "error" in query:
        declined = query["error"] == "access_denied"
        raise sign_in_required("You declined the access." if declined else "Procore did not grant the access.")
    if not query.get("code"):
        raise NotOurs
    return query["code"]


def code_in_paste(text: str, state: str) -> str:
    """From the whole address of the browser's address bar, or from the code that Procore's own page shows.

    A bare code comes without a state: the person vouches for it by having copied it.
    """
    pasted = text.strip()
    _, question_mark, query = pasted.partition("?")
    if question_mark:
        return code_in(dict(parse_qsl(query.partition("#")[0])), state)
    if not pasted or "=" in pasted or "/" in pasted:
        raise NotOurs
    return pasted
