"""What happened, as lines of the log: one for each call, one for each write."""

from __future__ import annotations

import logging

from procore_mcp.events import Acted, Called, Event, Exchanged, Refreshed, Waited
from procore_mcp.server.current_call import current_call
from procore_mcp.server.log import AUDIT, facts

LONG_WAIT = 1.0  # seconds in line that are worth a line

_calls = logging.getLogger("procore_mcp.calls")
_procore = logging.getLogger("procore_mcp.procore")
_audit = logging.getLogger(AUDIT)


def log_event(event: Event) -> None:
    """A `Watch`. Nothing that was said to Procore or by it is written, only what was done by whom."""
    match event:
        case Called():
            _log_call(event)
        case Acted():
            _log_write(event)
        case Exchanged():
            _log_exchange(event)
        case Refreshed():
            level = logging.INFO if event.outcome == "renewed" else logging.WARNING
            _procore.log(level, "sign-in %s", event.outcome, extra=facts(duration_ms=_ms(event.seconds)))
        case Waited():
            if event.seconds >= LONG_WAIT:
                _procore.info("waited for the rate limit", extra=facts(duration_ms=_ms(event.seconds)))


def _log_call(call: Called) -> None:
    if not _calls.isEnabledFor(logging.INFO):
        return
    current = current_call.get()
    told = facts(
        tool=call.tool,
        safety=call.safety,
        user=call.user,
        client=current and current.client,
        outcome=call.outcome,
        duration_ms=_ms(call.seconds),
        procore_request_ids=current and ",".join(current.request_ids),
    )
    _calls.info("call", extra=told)


def _log_write(act: Acted) -> None:
    if act.safety == "read":
        return
    current = current_call.get()
    told = facts(
        user=act.user,
        client=current and current.client,
        tool=act.tool,
        safety=act.safety,
        company_id=act.company_id,
        project_id=act.project_id,
        record_id=act.record_id,
        outcome=act.outcome,
        procore_request_id=act.request_id,
    )
    _audit.info("write", extra=told)


def _log_exchange(exchange: Exchanged) -> None:
    current = current_call.get()
    if current and exchange.request_id:
        current.request_ids.append(exchange.request_id)
    if not _procore.isEnabledFor(logging.DEBUG):
        return
    told = facts(
        http_method=exchange.http_method,
        host=exchange.host,
        status=exchange.status,
        duration_ms=_ms(exchange.seconds),
        procore_request_id=exchange.request_id,
    )
    _procore.debug("exchange", extra=told)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)
