"""What every resource has at hand."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from procore_mcp.simulator.json_types import Record, is_record, text_of
from procore_mcp.simulator.people import Caller
from procore_mcp.simulator.rest.rendering import Rendering
from procore_mcp.simulator.settings import Origins, Settings
from procore_mcp.simulator.storage.uploads import Uploads
from procore_mcp.simulator.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The store, the clock, how records are shown, and the files that people bring."""

    store: Store
    clock: Callable[[], float]
    settings: Settings
    origins: Origins
    rendering: Rendering
    uploads: Uploads

    def remembers(self, moment: float) -> bool:
        """Whether an Idempotency-Token that was used then still counts."""
        return self.clock() - moment <= self.settings.idempotency_life

    def person(self, number: int | None) -> Record | None:
        """The short form of a user that most answers use: id, login, name."""
        found = self.store.find("users", number) if number is not None else None
        return short_person(found.data) if found else None

    def signed_in(self, caller: Caller) -> Record | None:
        return self.person(caller.person_id)


def person_shown(user: Record, names: Iterable[str]) -> Record:
    """Those facts of a user, under the names that answers use for them."""
    vendor = user.get("vendor")
    firm: Record = vendor if is_record(vendor) else {}
    facts: Record = {
        "login": user.get("email_address"),
        "locale": "en",
        "active": True,
        "vendor": {"id": firm.get("id"), "name": firm.get("name")} if firm else None,
        "company": {"id": firm.get("id"), "name": firm.get("name")} if firm else None,
        "company_name": firm.get("name"),
    }
    return {name: facts.get(name, user.get(name)) for name in names}


def short_person(user: Record) -> Record:
    return {"id": user["id"], "login": text_of(user, "email_address"), "name": text_of(user, "name")}
