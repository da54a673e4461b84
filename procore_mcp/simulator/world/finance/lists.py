"""The company's lists behind change events and change orders."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job

_EVENT_STATUSES = (("Open", True), ("Pending", False), ("Closed", False))
_TYPES = (("Owner Change", "OC"), ("Contractor Change", "CC"), ("Allowance", "AL"), ("Contingency", "CT"))
_REASONS = ("Back Charge", "Client Request", "Constructability", "Design Development", "Existing Condition")
_ORDER_STATUSES = (
    ("Draft", "draft"),
    ("Pending - Pricing", "pricing"),
    ("Pending - In Review", "pending"),
    ("Pending - Revised", "revised"),
    ("Approved", "approved"),
    ("Rejected", "rejected"),
    ("Void", "void"),
    ("No Charge", "no_charge"),
)


def build_lists(job: Job) -> dict[str, Record]:
    """What change events refer to, by name: statuses, types and reasons."""
    found: dict[str, Record] = {}
    for name, default in _EVENT_STATUSES:
        found[name] = _status(job, "change_event_statuses", name, name.lower()) | {"default_status": default}
    for name, short in _TYPES:
        found[name] = {"abbreviation": short, "change_type": name, "company_id": job.company.facts.id}
        found[name] |= {"id": job.mint("change_types"), "show_in_select": True}
    for name in _REASONS:
        found[name] = {"id": job.mint("change_order_change_reasons"), "change_reason": name}
        found[name] |= {"show_in_select": True, "deletable": False}
    for names, resource in ((dict(_EVENT_STATUSES), "change_event_statuses"), (dict(_TYPES), "change_types")):
        _add(job, resource, [found[name] for name in names])
    _add(job, "change_order_change_reasons", [found[name] for name in _REASONS])
    _add(job, "change_order_statuses", [_status(job, "change_order_statuses", *pair) for pair in _ORDER_STATUSES])
    return found


def _status(job: Job, resource: str, name: str, mapped: str) -> Record:
    return {"id": job.mint(resource), "name": name, "mapped_to_status": mapped, "show_in_select": True}


def _add(job: Job, resource: str, records: list[Record]) -> None:
    for record in records:
        job.scaffold.add(resource, {**record, **job.owner})
