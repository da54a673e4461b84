"""Filters of the RFI list that mean more than an equal value."""

from __future__ import annotations

from collections.abc import Callable

from procore_mcp.simulator.json_types import number_of, text_of
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.overdue import is_overdue
from procore_mcp.simulator.resources.places import lies_in
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored

PRIORITIES = ("low", "medium", "high", "urgent")
"""An RFI's priorities; the place of each is the number that stands for it."""

_DONE = frozenset({"closed", "closed_with_revision", "closed_draft", "draft"})


def rfi_is_kept(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    """Whether a sent parameter keeps an RFI; parameters that filter nothing keep all."""
    test = _TESTS.get(name)
    return test is None or test(name, row, call, desk)


def _overdue(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    """Any value keeps the overdue ones only, `false` too, as Procore does."""
    del name, call
    return text_of(row.data, "status") not in _DONE and is_overdue(row.data, desk.clock())


def _current(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    del desk
    return not call.query.flag(name) or row.data.get("status") != "closed_with_revision"


def _in_place(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    return lies_in(row.data.get("location"), call.query.values[name], desk.store, below=True)


def _priority(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    del desk
    number = row.data.get("_priority")
    wanted = [str(value) for value in call.query.values[name]]
    return number is not None and (str(number) in wanted or PRIORITIES[number_of(row.data, "_priority")] in wanted)


def _linked(name: str, row: Stored, call: Call, desk: Desk) -> bool:
    """Nothing in this world is linked to an RFI of another company."""
    del row, desk
    return not call.query.flag(name)


_TESTS: dict[str, Callable[[str, Stored, Call, Desk], bool]] = {
    "filters[overdue]": _overdue,
    "filters[current_revision]": _current,
    "filters[for_location_id_with_sublocations]": _in_place,
    "filters[priority]": _priority,
    "filters[linked_to_connected_rfis]": _linked,
    "filters[linked_to_external_rfis]": _linked,
}
