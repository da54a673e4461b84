"""A request value as the HTTP library sends it."""

from __future__ import annotations

from urllib.parse import quote, urlencode

import httpx2

from procore_mcp import __version__
from procore_mcp.api.hosts import request_url
from procore_mcp.api.messages import FilePart, FormBody, JsonBody, Request
from procore_mcp.config.environment import Environment

_Part = tuple[str | None, bytes, str | None]  # file name, content, content type


def wire_request(environment: Environment, request: Request) -> httpx2.Request:
    """Built apart from the shared client, so that no cookie that Procore set for another user comes along.

    Raises ForeignHost when the path could lead away from the API.
    """
    url = request_url(environment, request.path)
    if request.query:
        url = url.copy_with(query=urlencode(request.query, quote_via=quote).encode("ascii"))
    headers = httpx2.Headers(request.headers)
    headers.update(own_headers(request.company_id, accept="application/json"))
    body = request.body
    if body is None:
        return httpx2.Request(request.method, url, headers=headers)
    if isinstance(body, JsonBody):
        return httpx2.Request(request.method, url, headers=headers, json=body.value)
    if _goes_in_parts(body):
        parts = [(name, _part(value)) for name, value in body.fields]
        return httpx2.Request(request.method, url, headers=headers, files=parts)
    headers["Content-Type"] = "application/x-www-form-urlencoded"
    return httpx2.Request(request.method, url, headers=headers, content=urlencode(body.fields))


def own_headers(company_id: int | None, *, accept: str) -> dict[str, str]:
    """What each request carries, whatever it asks for."""
    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip, deflate",
        "User-Agent": f"procore-mcp/{__version__}",
    }
    return headers if company_id is None else {**headers, "Procore-Company-Id": str(company_id)}


def _goes_in_parts(form: FormBody) -> bool:
    return form.multipart or any(isinstance(value, FilePart) for _, value in form.fields)


def _part(value: str | FilePart) -> _Part:
    if isinstance(value, str):
        return None, value.encode(), None
    return value.file_name, value.content, value.content_type
