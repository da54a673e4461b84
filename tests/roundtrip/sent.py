"""A recorded request, read back from its bytes the way a Rails server reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl, unquote

import httpx2

_STEP = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class File:
    file_name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Sent:
    """`path` still percent-encoded; `body` is JSON, or the tree that the fields of a form make; None without one."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: Mapping[str, str]
    content_type: str | None
    body: Any

    @property
    def segments(self) -> list[str]:
        return [unquote(part) for part in self.path.split("/")]

    @property
    def is_form(self) -> bool:
        return self.content_type not in {None, "application/json"}


def read(request: httpx2.Request, content: bytes) -> Sent:
    content_type = request.headers.get("content-type", "").partition(";")[0] or None
    query = request.url.query.decode("ascii")
    return Sent(
        method=request.method,
        path=request.url.raw_path.decode("ascii").partition("?")[0],
        query=tuple(parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))),
        headers=dict(request.headers),
        content_type=content_type,
        body=_body(content_type, request.headers.get("content-type", ""), content),
    )


def _body(content_type: str | None, header: str, content: bytes) -> Any:
    if content_type is None:
        if content:
            raise ValueError("a body without a content type")
        return None
    if content_type == "application/json":
        return json.loads(content)
    if content_type == "multipart/form-data":
        return tree(_parts(header, content))
    if content_type == "application/x-www-form-urlencoded":
        return tree(parse_qsl(content.decode("ascii"), keep_blank_values=True, strict_parsing=True))
    raise ValueError(f"a body of {content_type}")


def _parts(header: str, content: bytes) -> Iterator[tuple[str, str | File]]:
    whole: Any = BytesParser(policy=HTTP).parsebytes(f"Content-Type: {header}\r\n\r\n".encode() + content)
    for part in whole.iter_parts():
        named = part["content-disposition"].params
        payload = part.get_payload(decode=True)
        if "filename" in named:
            yield named["name"], File(named["filename"], part.get_content_type(), payload)
        else:
            yield named["name"], payload.decode()


def tree(fields: Any) -> dict[str, Any]:
    """`a[b][]=1` nests as Rack nests it: `[]` begins a new element when the name would repeat in the last one."""
    whole: dict[str, Any] = {}
    for name, value in fields:
        first = name.partition("[")[0]
        _put(whole, [first, *_STEP.findall(name[len(first) :])], value)
    return whole


def _put(target: dict[str, Any], steps: list[str], value: Any) -> None:
    name, *rest = steps
    if not rest:
        target[name] = value
    elif rest[0] != "":
        _put(target.setdefault(name, {}), rest, value)
    elif len(rest) == 1:
        target.setdefault(name, []).append(value)
    else:
        items = target.setdefault(name, [])
        if not items or _has(items[-1], rest[1:]):
            items.append({})
        _put(items[-1], rest[1:], value)


def _has(item: Any, steps: list[str]) -> bool:
    """A further `[]` adds to a list of the same element; anything else that is there already starts the next one."""
    name, *rest = steps
    if not isinstance(item, dict) or name not in item:
        return False
    return bool(not rest or (rest[0] != "" and _has(item[name], rest)))
