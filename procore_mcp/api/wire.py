"""One exchange over the network: a request out, its whole answer in."""

from __future__ import annotations

import logging
from typing import Final, Protocol

import anyio
import httpx2

_CONNECTIONS: Final = 8  # Procore asks for low concurrency
_CONNECT: Final = 10.0  # seconds
_READ: Final = 30.0  # seconds between two pieces of an answer
_NEVER_LEFT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
_AMPLE = 64 * 1024  # bytes of an error or a redirect, however small the file that is wanted
_HEADERS_OF_THE_FORM = ("content-encoding", "content-length", "transfer-encoding")


class Lost(Exception):
    """No whole answer came. `never_left`: the request did not reach the network."""

    def __init__(self, cause: str, *, never_left: bool) -> None:
        super().__init__(cause)
        self.cause = cause
        self.never_left = never_left


class TooLarge(Exception):
    """The answer has more bytes than `limit`; `size` is what it announced, if it did."""

    def __init__(self, answer: httpx2.Response, *, limit: int, size: int | None) -> None:
        super().__init__(f"more than {limit} bytes")
        self.status = answer.status_code
        self.request_id = answer.headers.get("x-request-id")
        self.limit = limit
        self.size = size


class Http(Protocol):
    """What is asked of an HTTP client; `httpx2.AsyncClient` is one."""

    async def send(
        self, request: httpx2.Request, *, stream: bool, auth: None, follow_redirects: bool
    ) -> httpx2.Response: ...


def open_http() -> httpx2.AsyncClient:
    """The connection pool of one process.

    The libraries below log addresses (with signatures) at INFO and headers (with tokens) at DEBUG, so their loggers
    are raised above both.
    """
    for name in ("httpx2", "httpcore2"):
        logging.getLogger(name).setLevel(logging.WARNING)
    limits = httpx2.Limits(max_connections=_CONNECTIONS, max_keepalive_connections=_CONNECTIONS)
    return httpx2.AsyncClient(timeout=httpx2.Timeout(_READ, connect=_CONNECT), limits=limits, follow_redirects=False)


async def exchange(http: Http, request: httpx2.Request, *, limit: int, within: float) -> httpx2.Response:
    """`limit` bounds the decoded bytes of the answer, `within` the seconds of it all.

    Raises Lost and TooLarge.
    """
    if within <= 0:
        raise Lost("no time was left to send it", never_left=True)
    try:
        with anyio.fail_after(within):
            answer = await http.send(request, stream=True, auth=None, follow_redirects=False)
            try:
                return _whole(answer, await _content(answer, limit if answer.is_success else max(limit, _AMPLE)))
            finally:
                await answer.aclose()
    except _NEVER_LEFT:
        raise Lost("no connection could be made", never_left=True) from None
    except (TimeoutError, httpx2.TimeoutException):
        raise Lost("no answer came in time", never_left=False) from None
    except UnicodeError:  # the library reads where a redirect leads, though nobody follows it
        raise Lost("the answer points to an address that cannot be read", never_left=False) from None
    except httpx2.RequestError:
        raise Lost("the connection broke before the answer was complete", never_left=False) from None


async def _content(answer: httpx2.Response, limit: int) -> bytes:
    announced = answer.headers.get("content-length", "")
    size = int(announced) if announced.isdecimal() else None
    if size is not None and size > limit:
        raise TooLarge(answer, limit=limit, size=size)
    content = bytearray()
    async for piece in answer.aiter_bytes():
        content += piece
        if len(content) > limit:
            raise TooLarge(answer, limit=limit, size=None)  # announced was what it is while packed
    return bytes(content)


def _whole(answer: httpx2.Response, content: bytes) -> httpx2.Response:
    headers = httpx2.Headers(answer.headers.multi_items())
    for name in _HEADERS_OF_THE_FORM:
        headers.pop(name, None)
    return httpx2.Response(answer.status_code, headers=headers, content=content, request=answer.request)
