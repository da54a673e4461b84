"""Takes a request's body apart, whichever way it is encoded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.datastructures import UploadFile
from starlette.requests import Request

from procore_mcp.simulator.contracts import Action, Body
from procore_mcp.simulator.json_reading import read_json
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record
from procore_mcp.simulator.multipart import BadForm, form_parts
from procore_mcp.simulator.refusals import Problem, Refusal
from procore_mcp.simulator.rest.fields import FieldReader

_SWITCH = "run_configurable_validations"
_DEEPEST = 32  # levels of brackets in the name of a part


@dataclass(frozen=True, slots=True)
class FilePart:
    """A file within a form."""

    name: str
    content_type: str
    data: bytes


class Sent(dict[str, Json]):
    """The wrapper's fields as they will be stored; `beside` holds what stood next to the wrapper.

    `validates` says that the company's own requirements count, `is_form` that it came as multipart. Of a file within
    the form the field holds the name; `files` holds them all, in the order in which they came.
    """

    beside: Record
    validates: bool = False
    is_form: bool = False
    files: Sequence[FilePart] = ()


async def read_body(request: Request, action: Action) -> Sent:
    """Raises Refusal: 400 or 422 for a missing wrapper or bad values, 406 for unknown fields or encodings."""
    if action.body is None:
        return await _nothing(request)
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _sent(_json(await request.body(), action.body.bare_list), action, FieldReader(lenient=False))
    if "multipart" in action.body.encodings and kind == "multipart/form-data":
        try:
            return await _form(request, action)
        except BadForm as bad:
            raise Refusal(400, f"The form cannot be read: {bad}") from None
    raise Refusal(406, f"Content-Type {kind or '(none)'} is not accepted here; send application/json.")


async def _form(request: Request, action: Action) -> Sent:
    async with form_parts(request) as items:
        pairs: list[tuple[str, Json]] = [
            (name, value if isinstance(value, str) else value.filename) for name, value in items
        ]
        sent = _sent(nested(pairs), action, FieldReader(lenient=True))
        sent.is_form = True
        sent.files = [await _file(value) for _, value in items if isinstance(value, UploadFile)]
        return sent


async def _file(part: UploadFile) -> FilePart:
    return FilePart(part.filename or "", part.content_type or "application/octet-stream", await part.read())


async def _nothing(request: Request) -> Sent:
    content = await request.body() if request.method != "GET" else b""
    if content.strip() not in {b"", b"{}"}:
        raise Refusal(406, "This action takes no body.")
    sent = Sent()
    sent.beside = {}
    return sent


def _json(content: bytes, bare_list: str) -> Record:
    try:
        raw = read_json(content)
    except ValueError:
        raise Refusal(400, "The body is not valid JSON.") from None
    if bare_list:
        if not is_list(raw):
            raise Refusal(400, "The body must be a JSON list.")
        return {bare_list: raw}
    if not is_record(raw):
        raise Refusal(400, "The body must be a JSON object.")
    return raw


def _sent(raw: Record, action: Action, reader: FieldReader) -> Sent:
    body = action.body
    assert body is not None  # noqa: S101  read_body has looked
    switch = raw.pop(_SWITCH, False) if _SWITCH in action.query else False
    wrapped, around = _apart(raw, body)
    if not is_record(wrapped):
        raise Refusal(action.invalid, f"param is missing or empty: {body.wrapper}", listed=True)
    beside = reader.read(around, body.beside, "")
    sent = Sent(reader.read(wrapped, body.fields, "", custom_fields=body.custom_fields))
    sent.beside, sent.validates = beside, switch is True or switch == "true"
    reader.refuse(action.invalid)
    return sent


def _apart(raw: Record, body: Body) -> tuple[Json, Record]:
    """What is in the wrapper and what is beside it; a flat body holds both at one level."""
    if body.wrapper:
        return raw.pop(body.wrapper, None), raw
    beside: Record = {name: value for name, value in raw.items() if name in body.beside}
    return {name: value for name, value in raw.items() if name not in body.beside}, beside


def nested(pairs: list[tuple[str, Json]]) -> Record:
    """Form fields such as `rfi[question][body]` and `rfi[assignee_ids][]` as the object they mean."""
    root: Record = {}
    for name, value in pairs:
        parts = re.findall(r"[^\[\]]+|\[\]", name)
        if not 0 < len(parts) <= _DEEPEST:
            raise Refusal(400, "The form has a part without a name, or one that is nested too deep.")
        if "\0" in f"{name}{value}":
            raise Refusal(400, "The form has a part with a NUL in it.")
        _place(root, parts, value)
    return root


def _place(target: Record, parts: list[str], value: Json) -> None:
    """As Rails reads forms: in a list of objects, a name that the last object has already begins the next one."""
    name, rest = parts[0], parts[1:]
    if not rest:
        target[name] = value
    elif rest[0] != "[]":
        inner = target.setdefault(name, {})
        if not is_record(inner):
            raise _ambiguous(name)
        _place(inner, rest, value)
    else:
        several = target.setdefault(name, [])
        if not is_list(several):
            raise _ambiguous(name)
        _append(several, rest[1:], value)


def _append(several: list[Json], rest: list[str], value: Json) -> None:
    if not rest:
        several.append(value)
        return
    last = several[-1] if several else None
    if is_record(last) and not _has(last, rest):
        _place(last, rest, value)
        return
    begun: Record = {}
    several.append(begun)
    _place(begun, rest, value)


def _has(record: Record, parts: list[str]) -> bool:
    inner = record.get(parts[0])
    if len(parts) == 1 or inner is None:
        return inner is not None
    return is_record(inner) and _has(inner, parts[1:])


def _ambiguous(name: str) -> Refusal:
    return Refusal(400, "The form gives one name two meanings.", problems=(Problem(name, "is ambiguous"),))
