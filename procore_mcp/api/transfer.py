"""Follows a file link to its bytes, deciding at every hop whether the token may come along."""

from __future__ import annotations

from typing import Final, Protocol

import httpx2

from procore_mcp.api.disposition import file_name
from procore_mcp.api.hosts import file_hop, next_hop
from procore_mcp.api.messages import Download
from procore_mcp.config.environment import Environment
from procore_mcp.errors import ProcoreError

MOST_REDIRECTS: Final = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_LINK_IS_OVER = frozenset({400, 401, 403, 404, 410})  # what file stores answer to a signature past its time
_KINDS = {401: "UNAUTHORIZED", 403: "FORBIDDEN", 404: "NOT_FOUND", 410: "NOT_FOUND", 429: "TOO_MANY_REQUESTS"}


class Fetch(Protocol):
    async def __call__(self, url: httpx2.URL, *, with_token: bool) -> httpx2.Response: ...


async def fetch_file(environment: Environment, link: str, fetch: Fetch) -> Download:
    """Once a hop was outside Procore, no later hop gets the token: strangers must not choose what it is used for.

    Raises ForeignHost for a link or redirect that may not be fetched, ProcoreError for a file that is gone or not given
    to us, and whatever `fetch` raises.
    """
    hop = file_hop(environment, link)
    with_token = hop.takes_token
    answer = await fetch(hop.url, with_token=with_token)
    for _ in range(MOST_REDIRECTS):
        target = _target(answer)
        if target is None:
            break
        hop = next_hop(environment, hop, target)
        with_token = with_token and hop.takes_token
        answer = await fetch(hop.url, with_token=with_token)
    if answer.status_code == 200:
        return Download(answer.content, answer.headers.get("content-type"), file_name(answer.headers))
    raise _failure(answer, with_token=with_token)


def _target(answer: httpx2.Response) -> str | None:
    return answer.headers.get("location") if answer.status_code in _REDIRECTS else None


def _failure(answer: httpx2.Response, *, with_token: bool) -> ProcoreError:
    status, host = answer.status_code, answer.request.url.host
    if _target(answer) is not None:
        return _error(answer, "TOO_MANY_REDIRECTS", f"The file link was redirected more than {MOST_REDIRECTS} times.")
    if status in _LINK_IS_OVER and not with_token:
        return _error(answer, "LINK_EXPIRED", f"The file link has expired: {host} answered {status}.")
    if status in _KINDS and status != 429:
        reason = "the link has expired, or the file is gone or not visible to you"
        return _error(answer, _KINDS[status], f"{host} did not give out the file ({status}): {reason}.")
    kind = _KINDS.get(status, "UNEXPECTED_ERROR")
    return _error(answer, kind, f"{host} answered {status} instead of the file.", retryable=status >= 429)


def _error(answer: httpx2.Response, kind: str, message: str, *, retryable: bool = False) -> ProcoreError:
    return ProcoreError(
        message,
        status=answer.status_code,
        kind=kind,
        request_id=answer.headers.get("x-request-id"),
        hint="Try again later." if retryable else "Read the record again and use the link that it holds then.",
        retryable=retryable,
    )
