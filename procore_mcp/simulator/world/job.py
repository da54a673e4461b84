"""One project with everybody and everything that its records refer to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from procore_mcp.simulator.json_types import Json, Record
from procore_mcp.simulator.pointers import link_to
from procore_mcp.simulator.world.companies import Company
from procore_mcp.simulator.world.people import People
from procore_mcp.simulator.world.projects import ProjectFacts
from procore_mcp.simulator.world.scaffold import Scaffold
from procore_mcp.simulator.world.workdays import stamp

_HOURS_INTO_SHIFT = {"morning": 0, "afternoon": 3, "evening": 6}


@dataclass(frozen=True, slots=True)
class Job:
    scaffold: Scaffold
    project: ProjectFacts
    company: Company
    people: People
    vendors: Mapping[str, Record]
    places: Mapping[str, Record]
    cost_codes: Mapping[str, Record]
    specification_sections: Mapping[str, Record]
    files: dict[str, Record] = field(default_factory=dict[str, Record])
    rfis: dict[str, Record] = field(default_factory=dict[str, Record])

    @property
    def owner(self) -> Record:
        """The bookkeeping that every record of the project carries."""
        return {"_company_id": self.company.facts.id, "_project_id": self.project.id}

    def mint(self, resource: str) -> int:
        return self.scaffold.mint(resource, self.company.facts.id_base)

    def moment(self, day: dt.date, part: Literal["morning", "afternoon", "evening"], resource: str) -> str:
        """A moment in a part of that working day, so that an answer follows its question even on the same day.

        It is drawn from the resource's own dice.
        """
        dice = self.scaffold.dice(f"{resource} hours of {self.project.key}")
        hour = _HOURS_INTO_SHIFT[part] + dice.randrange(2)
        return stamp(day, self.project.shift_starts_utc + hour, dice.randrange(60))

    def person(self, key: str) -> Record:
        return self.people[key].ref

    def member(self, key: str) -> Record:
        """The longer form of a person that coordination issues use."""
        person = self.people[key]
        firm = self.vendors[person.facts.vendor]["name"]
        return {**person.ref, "company_name": firm, "locale": "en"}

    def persons(self, keys: Iterable[str]) -> list[Json]:
        return [self.person(key) for key in keys]

    def vendor(self, key: str) -> Record:
        vendor = self.vendors[key]
        return {"id": vendor["id"], "name": vendor["name"]}

    def place(self, name: str) -> Record:
        return {key: value for key, value in self.places[name].items() if not key.startswith("_")}

    def attachments(self, keys: Iterable[str]) -> list[Json]:
        """Files of the job as attachments: new attachment ids, links to the same contents."""
        return [self._attachment(self.files[key], key) for key in keys]

    def _attachment(self, file: Record, key: str) -> Record:
        name = file["name"]
        return {"id": self.mint("attachments"), "name": name, "filename": name, "url": link_to(key)}

    def link(self, tool: str, number: int) -> str:
        return f"{self.company.facts.web_base_url}/{self.project.id}/project/{tool}/show/{number}"
