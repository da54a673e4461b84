"""Hooks that other programs of the builder set up, and what was sent to them.

None of those that are active hears of anything that the simulator can do: their addresses are nobody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Json, Record, number_of
from procore_mcp.simulator.webhooks.payload import Event, payload_of
from procore_mcp.simulator.webhooks.ulids import new_ulid
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.data import Facts, load
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp

_SET_UP = 60  # working days ago
_RETRIES = (1, 2, 4, 8, 3600)  # seconds between some of the attempts at a discarded delivery


class HookFacts(Facts):
    company: str
    project: str | None
    namespace: str
    version: str
    status: str
    by: str
    url: str
    secret: str
    triggers: list[tuple[str, str]]
    told: str
    delivered: int
    discarded: int


@dataclass(frozen=True, slots=True)
class _Hook:
    """A hook with the bookkeeping of all that lives under it."""

    facts: HookFacts
    id: int
    id_base: int
    owner: Record
    person: int


def build_webhooks(
    scaffold: Scaffold, companies: Mapping[str, Company], projects: list[ProjectFacts], people: People
) -> None:
    ids = {project.key: project.id for project in projects}
    for facts in load("webhooks.json", list[HookFacts]):
        company = companies[facts.company].facts
        owner: Record = {"_company_id": company.id, "_project_id": ids[facts.project] if facts.project else None}
        number = scaffold.mint("webhook_hooks", company.id_base)
        person = number_of(people[facts.by].record, "id")
        hook = _Hook(facts, number, company.id_base, owner, person)
        _add_hook(scaffold, hook)
        _add_triggers(scaffold, hook)
        _add_deliveries(scaffold, hook)


def _add_hook(scaffold: Scaffold, hook: _Hook) -> None:
    facts, made = hook.facts, stamp(scaffold.days.ago(_SET_UP), 17)
    scaffold.add(
        "webhook_hooks",
        {
            "id": hook.id,
            "status": facts.status,
            "hook_type": "classic",
            "payload_version": facts.version,
            "namespace": facts.namespace,
            "destination_url": facts.url,
            "destination_headers": {"Authorization": facts.secret},
            "trigger_count": len(facts.triggers),
            "company_id": hook.owner["_company_id"],
            "project_id": hook.owner["_project_id"],
            "created_at": made,
            "updated_at": made,
            **hook.owner,
        },
    )


def _add_triggers(scaffold: Scaffold, hook: _Hook) -> None:
    for name, kind in hook.facts.triggers:
        scaffold.add(
            "webhook_triggers",
            {
                "id": scaffold.mint("webhook_triggers", hook.id_base),
                "webhook_hook_id": hook.id,
                "resource_name": name,
                "event_type": kind,
                "company_id": hook.owner["_company_id"],
                "project_id": hook.owner["_project_id"],
                "_hook_id": hook.id,
                **hook.owner,
            },
        )


def _add_deliveries(scaffold: Scaffold, hook: _Hook) -> None:
    """The discarded ones come last: since then nobody listens."""
    facts, dice = hook.facts, scaffold.dice("webhook_deliveries")
    count = facts.delivered + facts.discarded
    for index in range(count):
        day = scaffold.days.ago((count - index) * 2)
        moment = dt.datetime.combine(day, dt.time(16, dice.randrange(60), dice.randrange(60)), dt.UTC)
        event = _event(scaffold, hook, moment.timestamp() + dice.randrange(10**6) / 10**6, index)
        scaffold.add("webhook_deliveries", _delivery(event, hook, is_heard=index < facts.delivered))


def _event(scaffold: Scaffold, hook: _Hook, at: float, index: int) -> Event:
    number = scaffold.mint("webhook_deliveries", hook.id_base)
    project = hook.owner["_project_id"]
    return Event(
        number=number,
        ulid=new_ulid(at, scaffold.dice("webhook_ulids")),
        at=at,
        kind="create" if index % 3 == 0 else "update",
        resource_name=hook.facts.told,
        resource_id=_told_of(scaffold, hook, index),
        company_id=number_of(hook.owner, "_company_id"),
        project_id=project if isinstance(project, int) else None,
        user_id=hook.person,
    )


def _told_of(scaffold: Scaffold, hook: _Hook, index: int) -> int:
    """An RFI of the project, or something that the simulator has no records of."""
    if hook.facts.told != "RFIs":
        return scaffold.mint(hook.facts.told, hook.id_base)
    rfis = [rfi for rfi in scaffold.records["rfis"] if rfi["_project_id"] == hook.owner["_project_id"]]
    return number_of(rfis[index], "id")


def _delivery(event: Event, hook: _Hook, *, is_heard: bool) -> Record:
    at = dt.datetime.fromtimestamp(event.at, dt.UTC)
    attempts: list[Json] = [_attempt(at, None)] if is_heard else _in_vain(at)
    return {
        "id": event.number,
        "status": "delivered" if is_heard else "discarded",
        "created_at": _written(at),
        "payload": payload_of(event, hook.facts.version),
        "delivery_attempts": attempts,
        "_hook_id": hook.id,
        "_resource_name": event.resource_name,
        "_event_type": event.kind,
        **hook.owner,
    }


def _in_vain(at: dt.datetime) -> list[Json]:
    moments = [at]
    for seconds in _RETRIES:
        moments.append(moments[-1] + dt.timedelta(seconds=seconds))
    return [_attempt(moment, "connection refused") for moment in moments]


def _attempt(at: dt.datetime, error: str | None) -> Record:
    return {"attempted_at": _written(at), "response_status": None if error else 204, "error": error}


def _written(at: dt.datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
