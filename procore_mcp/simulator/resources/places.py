"""Whether something lies in one of the locations that a filter names, or below them."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.json_types import Json, is_record, text_of
from procore_mcp.simulator.rest.values import Scalar
from procore_mcp.simulator.store import Store


def lies_in(place: Json | None, wanted: Iterable[Scalar], store: Store, *, below: bool) -> bool:
    """`place` is a location as records show it, whose name is its whole path."""
    if not is_record(place):
        return False
    numbers = [int(str(number)) for number in wanted]
    if place.get("id") in numbers:
        return True
    found = (store.find("locations", number) for number in numbers)
    roots = [text_of(row.data, "name") for row in found if row]
    return below and any(text_of(place, "name").startswith(f"{root}>") for root in roots)
