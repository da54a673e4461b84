"""Takes a request's body apart, whichever way it is encoded."""

from __future__ import annotations

import json
import re

from starlette.requests import Request

from procore_mcp.simulator.contracts import Action, Body
from procore_mcp.simulator.json_types import Json, Record, is_list, is_record
from procore_mcp.simulator.refusals import Problem, Refusal
from procore_mcp.simulator.rest.fields import FieldReader

_SWITCH = "run_configurable_validations"


class Sent(dict[str, Json]):
    """The wrapper's fields as they will be stored; `beside` holds what stood next to the wrapper.

    `validates` says that the company's own requirements count, `is_form` that it came as multipart.
    """

    beside: Record
    validates: bool = False
    is_form: bool = False


async def read_body(request: Request, action: Action) -> Sent:
    """Raises Refusal: 400 or 422 for a missing wrapper or bad values, 406 for unknown fields or encodings."""
    if action.body is None:
        return await _nothing(request)
    raw, lenient = await _decoded(request, action.body)
    sent = _sent(raw, action, FieldReader(lenient=lenient))
    sent.is_form = lenient
    return sent


async def _nothing(request: Request) -> Sent:
    content = await request.body() if request.method != "GET" else b""
    if content.strip() not in {b"", b"{}"}:
        raise Refusal(406, "This action takes no body.")
    sent = Sent()
    sent.beside = {}
    return sent


async def _decoded(request: Request, body: Body) -> tuple[Record, bool]:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/json":
        return _json(await request.body()), False
    if "multipart" in body.encodings and kind == "multipart/form-data":
        async with request.form() as form:
            return nested(
                [(name, value if isinstance(value, str) else value.filename) for name, value in form.multi_items()]
            ), True
    raise Refusal(406, f"Content-Type {kind or '(none)'} is not accepted here; send application/json.")


def _json(content: bytes) -> Record:
    try:
        raw: object = json.loads(content)
    except ValueError:
        raise Refusal(400, "The body is not valid JSON.") from None
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
        _place(root, parts, value)
    return root


def _place(target: Record, parts: list[str], value: Json) -> None:
    for name in parts[:-2] if parts[-1] == "[]" else parts[:-1]:
        inner = target.setdefault(name, {})
        if not is_record(inner):
            raise Refusal(400, "The form gives one name two meanings.", problems=(Problem(name, "is ambiguous"),))
        target = inner
    if parts[-1] != "[]":
        target[parts[-1]] = value
        return
    several = target.setdefault(parts[-2], [])
    if is_list(several):
        several.append(value)
