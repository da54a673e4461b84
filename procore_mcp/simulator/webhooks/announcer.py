"""Turns what a call changed into deliveries to the hooks that want to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import Protocol

from procore_mcp.simulator.changes import Change
from procore_mcp.simulator.clock import stamp
from procore_mcp.simulator.json_types import number_of, text_of
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.settings import Settings
from procore_mcp.simulator.store import Store, Stored
from procore_mcp.simulator.webhooks.names import ResourceName, name_of
from procore_mcp.simulator.webhooks.outbox import Outbox
from procore_mcp.simulator.webhooks.payload import Event, payload_of
from procore_mcp.simulator.webhooks.ulids import new_ulid


class Surroundings(Protocol):
    """The parts of a simulator that events are made of."""

    store: Store
    clock: Callable[[], float]
    settings: Settings
    outbox: Outbox
    seed: int


class Announcer:
    """Each hook gets an event once, whatever the number of its triggers."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._dice = Random(around.seed)  # noqa: S311  identifiers, not secrets

    def tell(self, call: Call, changes: Sequence[Change]) -> None:
        """Puts the events of one call into the outbox."""
        if call.company is None:
            return
        named = self._around.settings.webhooks_name_operation
        operation = new_ulid(self._around.clock(), self._dice) if named else None
        for change in changes:
            name = name_of(change.collection)
            if name is not None and change.kind in name.events:
                event = replace(self._event(change, name, call), operation=operation)
                self._announce(event, call.company)

    def _event(self, change: Change, name: ResourceName, call: Call) -> Event:
        now, number = self._around.clock(), number_of(change.record, "id")
        project = number if change.collection == "projects" else number_of(change.record, "_project_id")
        return Event(
            number=self._around.store.new_id(),
            ulid=new_ulid(now, self._dice),
            at=now,
            kind=change.kind,
            resource_name=name.name,
            resource_id=number,
            company_id=call.company.id if call.company else 0,
            project_id=project or None,
            user_id=call.caller.person_id,
        )

    def _announce(self, event: Event, company: Stored) -> None:
        for hook in self._listening(event, company):
            self._around.outbox.add(self._delivery(event, hook))

    def _listening(self, event: Event, company: Stored) -> Iterable[Stored]:
        for hook in [*self._around.store.owned("webhook_hooks", "_company_id", company.id)]:
            project = hook.data.get("_project_id")
            is_near = project == event.project_id or (project is None and self._around.settings.webhooks_of_projects)
            if hook.data.get("status") == "active" and is_near and self._is_asked_for(event, hook):
                yield hook

    def _is_asked_for(self, event: Event, hook: Stored) -> bool:
        triggers = self._around.store.owned("webhook_triggers", "_hook_id", hook.id)
        asked = ((text_of(row.data, "resource_name"), text_of(row.data, "event_type")) for row in triggers)
        return (event.resource_name, event.kind) in asked

    def _delivery(self, event: Event, hook: Stored) -> Stored:
        return self._around.store.insert(
            "webhook_deliveries",
            {
                "id": self._around.store.new_id(),
                "status": "enqueued",
                "created_at": stamp(event.at),
                "payload": payload_of(event, text_of(hook.data, "payload_version")),
                "delivery_attempts": [],
                "_hook_id": hook.id,
                "_resource_name": event.resource_name,
                "_event_type": event.kind,
                "_company_id": hook.data.get("_company_id"),
                "_project_id": hook.data.get("_project_id"),
            },
        )
