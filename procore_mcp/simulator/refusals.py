"""Answers that say no, in the shapes that Procore uses for each family of actions."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record

Family: TypeAlias = Literal["v1", "v2", "nested"]

_CODES = {
    400: "BAD_REQUEST",
    401: "UNAUTHORIZED",
    403: "FORBIDDEN",
    404: "NOT_FOUND",
    405: "METHOD_NOT_ALLOWED",
    406: "NOT_ACCEPTABLE",
    409: "CONFLICT",
    410: "GONE",
    413: "PAYLOAD_TOO_LARGE",
    422: "UNPROCESSABLE_ENTITY",
    429: "TOO_MANY_REQUESTS",
    501: "NOT_IMPLEMENTED",
}
_TITLES = {401: "Invalid Token", 403: "Forbidden", 404: "Not Found", 406: "Not Acceptable"}
_REASONS = {401: "INVALID_TOKEN", 403: "PERMISSION_DENIED", 429: "TOO_MANY_REQUESTS"}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one field or parameter."""

    source: str
    message: str
    reason: str = "INVALID_INPUT"


class Refusal(Exception):
    """A request is turned down. `listed` asks for the plain list of messages that some v1 answers use; `allow` names
    the methods that would have been taken.
    """

    def __init__(
        self, status: int, message: str, *, problems: tuple[Problem, ...] = (), listed: bool = False, allow: str = ""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.problems = problems
        self.listed = listed
        self.allow = allow

    def response(self, family: Family) -> Response:
        body = {"v1": self._v1, "v2": self._v2, "nested": self._nested}[family]()
        return json_response(body, self.status, {"Allow": self.allow} if self.allow else None)

    def _v1(self) -> Record:
        if self.problems:
            return {"errors": _field_map(self.problems)}
        if self.listed:
            return {"errors": [self.message]}
        body: Record = {"code": self.status, "message": self.message}
        return body | ({"error": _TITLES[self.status]} if self.status in _TITLES else {})

    def _v2(self) -> Record:
        reason = _REASONS.get(self.status, _CODES.get(self.status, "UNKNOWN_FAILURE"))
        problems = self.problems or (Problem("", self.message, reason),)
        details: list[Json] = [
            {"reason_code": problem.reason, "message": problem.message, "source": problem.source}
            for problem in problems
        ]
        return {"error": {"code": self._code(), "message": self.message, "details": details}}

    def _nested(self) -> Record:
        return {"error": {"code": self._code(), "message": self.message}}

    def _code(self) -> str:
        return _CODES.get(self.status, "INTERNAL_SERVER_ERROR")


def _field_map(problems: tuple[Problem, ...]) -> Record:
    found: dict[str, list[Json]] = {}
    for problem in problems:
        found.setdefault(problem.source, []).append(problem.message)
    return dict(found)


def json_response(body: Json, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(
        json.dumps(body, ensure_ascii=False, separators=(",", ":")),
        status,
        dict(headers or {}),
        media_type="application/json; charset=utf-8",
    )


def too_many(path: str, wait: int | None, body: Literal["json", "text", "html", "empty"]) -> Response:
    """429; the body is not documented, so a client must decide on the status alone."""
    refusal = Refusal(429, "The limit of requests is used up. Wait until it resets.", listed=True)
    if body == "json":
        response = refusal.response(family_of(path))
    else:
        words = {"text": refusal.message, "html": f"<html><body><h1>{refusal.message}</h1></body></html>", "empty": ""}
        response = Response(words[body], 429, media_type="text/html" if body == "html" else "text/plain")
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def family_of(path: str) -> Family:
    return "v2" if path.startswith("/rest/v2") else "v1"


def invisible() -> Refusal:
    """The same answer for what does not exist and for what this person may not see."""
    return Refusal(404, "The requested resource was not found.")


def invalid(status: int, problems: list[Problem]) -> Refusal:
    """Field problems; 406 when nothing is wrong but names that no document knows."""
    if problems and all(problem.reason == "INVALID_PROPERTY" for problem in problems):
        return Refusal(406, "The request has fields that this action does not know.", problems=tuple(problems))
    return Refusal(status, "The request is not valid.", problems=tuple(problems))
