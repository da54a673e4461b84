"""Requests and answers as plain values, and the one seam between the engine and the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class JsonBody:
    value: Json


@dataclass(frozen=True, slots=True)
class FilePart:
    """One file of a multipart body."""

    file_name: str
    content_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FormBody:
    """Fields in order, named as Procore names them (`rfi[subject]`); url-encoded when `multipart` is false."""

    fields: tuple[tuple[str, str | FilePart], ...]
    multipart: bool = True


@dataclass(frozen=True, slots=True)
class Request:
    """One call: `path` starts with `/` and is percent-encoded; `query` holds unencoded pairs in order.

    `company_id` becomes the `Procore-Company-Id` header; None only for the calls that need none.
    """

    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: JsonBody | FormBody | None = None
    company_id: int | None = None

    @property
    def is_read(self) -> bool:
        """Sending it twice changes nothing."""
        return self.method in {"GET", "HEAD"}


@dataclass(frozen=True, slots=True)
class Response:
    """`headers` have lower-case names. Any status: turning one into an error is the reader's job."""

    status: int
    headers: Mapping[str, str]
    content: bytes = field(repr=False)

    @property
    def request_id(self) -> str | None:
        return self.headers.get("x-request-id")


@dataclass(frozen=True, slots=True)
class Download:
    """Bytes behind a file link. `file_name` and `content_type` are what the storage said, if it said so."""

    content: bytes = field(repr=False)
    content_type: str | None
    file_name: str | None


class Sender(Protocol):
    """Sends as one signed-in person.

    Raises Unreachable, OutcomeUnknown, RateLimited, SignInRequired, ForeignHost.
    """

    async def send(self, request: Request) -> Response:
        """One answer of any status; waits, retries and token refreshes have happened inside."""
        ...

    async def download(self, link: str, *, max_bytes: int, company_id: int | None = None) -> Download:
        """Follow `link` to its bytes. The token goes to Procore's own hosts only.

        Raises ProcoreError for a refused link and for a file of more than `max_bytes`, beside what `send` raises.
        """
        ...
