"""One HTTP/1.1 POST, of which only the status of the answer is read."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

import anyio
from anyio.abc import ByteStream

_DEADLINE = 5.0  # seconds from the connection to the answer
_LONGEST_LINE = 4096


async def post(url: str, headers: Mapping[str, str], body: bytes, *, deadline: float = _DEADLINE) -> int:
    """The status. Raises OSError when there is no connection, also for what is no address, and TimeoutError, which is
    one, after the deadline.
    """
    try:
        parts = urlsplit(url)
        with anyio.fail_after(_DEADLINE):
            stream = await _connect(parts)
        async with stream:
            with anyio.fail_after(deadline):
                await stream.send(_head(parts, headers, len(body)) + body)
                return _status(await _first_line(stream))
    except TimeoutError:
        raise TimeoutError("no answer in time") from None
    except ValueError as error:
        raise ConnectionError("the address has no host or port that can be reached") from error
    except (anyio.EndOfStream, anyio.BrokenResourceError) as error:
        raise ConnectionResetError("the connection was closed without an answer") from error


async def _connect(parts: SplitResult) -> ByteStream:
    host = parts.hostname or ""
    if parts.scheme == "http":
        return await anyio.connect_tcp(host, parts.port or 80)
    return await anyio.connect_tcp(
        host,
        parts.port or 443,
        ssl_context=ssl.create_default_context(),
        tls_hostname=host,
        tls_standard_compatible=False,
    )


def _head(parts: SplitResult, headers: Mapping[str, str], length: int) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    host = parts.netloc.rpartition("@")[2]
    sent = {"Host": host, **headers, "Content-Length": str(length), "Connection": "close"}
    lines = [f"POST {target} HTTP/1.1", *(f"{name}: {value}" for name, value in sent.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1", "replace")


async def _first_line(stream: ByteStream) -> bytes:
    line = b""
    while b"\r\n" not in line and len(line) < _LONGEST_LINE:
        line += await stream.receive()
    return line.partition(b"\r\n")[0]


def _status(line: bytes) -> int:
    kind, _, rest = line.partition(b" ")
    number = rest.partition(b" ")[0]
    if not (kind.startswith(b"HTTP/") and number.isdigit()):
        raise ConnectionResetError("what came back is not HTTP")
    return int(number)
