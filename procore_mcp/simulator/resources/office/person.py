"""What holds for every person, whichever directory writes them."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Json, Record, number_of, text_of
from procore_mcp.simulator.refusals import Problem, Refusal
from procore_mcp.simulator.store import Store


def newcomer(company: int, projects: list[Json]) -> Record:
    """What a new person has before anything that was sent."""
    return {
        "is_active": True,
        "_company_ids": [company],
        "_project_ids": projects,
        "_inactive_project_ids": [],
        "_admin_company_ids": [],
    }


def complete_person(record: Record, store: Store, *, taken: int) -> None:
    """The whole name and the initials; raises Refusal `taken` for another person's e-mail address."""
    names = [name for name in (text_of(record, "first_name"), text_of(record, "last_name")) if name]
    record["name"] = " ".join(names)
    if not record.get("initials"):
        record["initials"] = "".join(name[0] for name in names).upper()
    login = text_of(record, "email_address").casefold()
    if any(_has(row.data, login) and row.id != number_of(record, "id") for row in store.all("users")):
        problem = Problem("email_address", "has already been taken", "TAKEN")
        raise Refusal(taken, "The e-mail address is another person's.", problems=(problem,))


def _has(user: Record, login: str) -> bool:
    return text_of(user, "email_address").casefold() == login
