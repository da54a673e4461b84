"""Where events go: a destination for a company, or for one of its projects."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.responses import Response

from procore_mcp.simulator.json_types import Json, Record, is_record, text_of
from procore_mcp.simulator.refusals import Problem, invalid
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.webhooks.scopes import in_scope
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.rest.filters import filtering, is_kept
from procore_mcp.simulator.store import Stored

_NAMESPACE = re.compile(r"[a-z0-9-]+")
_VISIBLE = re.compile(r"[\x21-\x7e]+")
_HOST = re.compile(r"(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*\.?")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}
_SENT = ("payload_version", "namespace", "destination_url")
_SHOWN = 5  # last characters of an Authorization value


class Hooks(Resource):
    """Those of a company are not those of its projects (assumed)."""

    collection = "webhook_hooks"

    def rows(self, call: Call) -> Iterable[Stored]:
        return in_scope(super().rows(call), call)

    def holds(self, row: Stored, call: Call) -> bool:
        return super().holds(row, call) and bool(in_scope([row], call))

    def list(self, call: Call) -> Response:
        parameters = filtering(call.action, call.query)
        kept = [row.data for row in self.rows(call) if is_kept(row.data, parameters, call.query)]
        counts = call.query.flag("include_trigger_count")
        return self.presenting.values([self._shown(record, counts=counts) for record in kept], call)

    def started(self, call: Call) -> Record:
        company = call.company.id if call.company else None
        shown: Record = {
            "status": "active",
            "hook_type": "classic",
            "destination_headers": {},
            "trigger_count": 0,
            "company_id": company,
            "project_id": call.project.id if call.project else None,
        }
        return {**super().started(call), **shown, **dict.fromkeys(_SENT)}

    def complete(self, record: Record, call: Call) -> None:
        """Raises Refusal for a destination or a namespace that events cannot go to."""
        super().complete(record, call)
        if problems := [*_problems(record)]:
            raise invalid(call.action.invalid, problems)

    def delete(self, call: Call) -> Response:
        hook = self.found(call)
        for trigger in [*self.desk.store.owned("webhook_triggers", "_hook_id", hook.id)]:
            self.desk.store.remove("webhook_triggers", trigger)
        return super().delete(call)

    def present(self, record: Record, call: Call) -> Record:
        del call
        return {**record, "destination_headers": _redacted(record.get("destination_headers"))}

    def _shown(self, record: Record, *, counts: bool) -> Record:
        hidden = () if counts else ("trigger_count",)
        shown: Record = {**record, "destination_headers": _redacted(record.get("destination_headers"))}
        shown = {name: value for name, value in shown.items() if name not in hidden}
        return self.desk.rendering.record(shown, text_ids=True)


def _redacted(headers: Json) -> Json:
    sent = headers if is_record(headers) else {}
    return {name: f"*****{text_of(sent, name)[-_SHOWN:]}" for name in sent}


def _problems(record: Record) -> Iterable[Problem]:
    if not _NAMESPACE.fullmatch(text_of(record, "namespace")):
        yield Problem("namespace", "may only have the letters a to z, digits and hyphens")
    if not _is_reachable(text_of(record, "destination_url")):
        yield Problem("destination_url", "must be an https address (http is taken on this machine only)")
    headers = record.get("destination_headers")
    secret = text_of(headers, "Authorization") if is_record(headers) else ""
    if not secret.isprintable():
        yield Problem("destination_headers.Authorization", "must be a single line")


def _is_reachable(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    if not _VISIBLE.fullmatch(url) or port == 0:
        return False
    is_named = host in _LOOPBACK or _HOST.fullmatch(host) is not None
    return is_named and (parts.scheme == "https" or (parts.scheme == "http" and host in _LOOPBACK))
