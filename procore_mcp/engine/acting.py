"""One action: its request sent, its answer read, and a word to whoever watches."""

from __future__ import annotations

import re
from collections.abc import Mapping

from procore_mcp.api.messages import Json, Request, Response
from procore_mcp.catalog.tool import Action
from procore_mcp.engine.decode import decode
from procore_mcp.engine.encode import encode
from procore_mcp.engine.reply import Exchange
from procore_mcp.engine.session import Session
from procore_mcp.errors import OutcomeUnknown, ProcoreError, ProcoreMcpError, Unreachable
from procore_mcp.events import Acted, Watch

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_INTERRUPTED = "INTERRUPTED"  # the caller went away meanwhile: it may have happened


async def act(action: Action, values: Mapping[str, Json], session: Session, watch: Watch) -> Exchange:
    """`values` come from `checked`. Raises what the sender and `decode` raise."""
    request, response, value, outcome = encode(action, values), None, None, _INTERRUPTED
    request_id: str | None = None
    try:
        response = await _sent(action, request, session)
        request_id = response.request_id
        value = decode(action, response)
        outcome = "ok"
    except ProcoreMcpError as error:
        outcome = error.kind
        request_id = error.request_id if isinstance(error, ProcoreError) else None
        raise
    finally:
        watch(_acted(action, values, session, value=value, outcome=outcome, request_id=request_id))
    return Exchange(action, values, request, response, value)


async def _sent(action: Action, request: Request, session: Session) -> Response:
    try:
        return await session.sender.send(request)
    except OutcomeUnknown as error:
        raise _nothing_changed(action) if action.changes_nothing else _with_next_step(error, action) from error


def _with_next_step(error: OutcomeUnknown, action: Action) -> OutcomeUnknown:
    if action.look_with is None:
        return error
    hint = f"Look with {action.look_with} whether it happened, before anything is sent again."
    return OutcomeUnknown(error.message, hint=hint)


def _nothing_changed(action: Action) -> Unreachable:
    return Unreachable(f"Procore gave no whole answer to {action.title}. Nothing was changed.", hint="Call again.")


def _acted(
    action: Action, values: Mapping[str, Json], session: Session, *, value: Json, outcome: str, request_id: str | None
) -> Acted:
    return Acted(
        tool=action.name,
        safety=str(action.safety),
        user=session.user,
        outcome=outcome,
        company_id=_number(values.get("company_id")),
        project_id=_number(values.get("project_id")),
        record_id=_record_id(action, values, value),
        request_id=request_id,
    )


def _record_id(action: Action, values: Mapping[str, Json], value: Json) -> int | str | None:
    """The answer's own, or when that is all there is, as after a delete, the last of the path below the project."""
    answered = value.get("id") if isinstance(value, dict) else None
    if isinstance(answered, int | str):
        return answered
    wires = {
        param.wire or name: name
        for name, param in action.params.items()
        if param.in_ == "path" and name not in {"company_id", "project_id"}
    }
    ids = [values.get(wires[wire]) for wire in _PLACEHOLDER.findall(action.path) if wire in wires]
    last = ids[-1] if ids else None
    return last if isinstance(last, int | str) else None


def _number(value: Json) -> int | None:
    return value if isinstance(value, int) else None
