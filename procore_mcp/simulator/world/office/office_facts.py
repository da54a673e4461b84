"""The data file of what the offices keep."""

from __future__ import annotations

from functools import cache
from typing import Literal

from procore_mcp.simulator.world.data import Facts, load


class ProgramFacts(Facts):
    name: str
    address_freeform: str
    website: str | None
    projects: list[str]


class CodeListFacts(Facts):
    """A standard list of cost codes: divisions with their items, each a number and a name."""

    name: str
    divisions: list[tuple[str, str, list[tuple[str, str]]]]


class TemplateFacts(Facts):
    """A permission template, and the titles of the people who have it; `project` names the one that it is only for."""

    name: str
    type: Literal["global", "project_specific", "company_tools"]
    category: Literal["internal", "external"]
    titles: tuple[str, ...] = ()
    project: str | None = None


class OfficeFacts(Facts):
    """One company's; `roles` are names with whether they are added to a project's team."""

    programs: list[ProgramFacts]
    roles: list[tuple[str, bool]]
    project_templates: list[str]
    permission_templates: list[TemplateFacts]
    code_lists: list[CodeListFacts]


class DateFacts(Facts):
    """A milestone of a project: planned and actual days, in working days from its start."""

    name: str
    planned: int
    actual: int | None = None
    on_timeline: bool = True


class TeamFacts(Facts):
    """Who holds which role on a project, and the project's dates."""

    roles: list[tuple[str, str]]
    dates: list[DateFacts]


class OfficeFile(Facts):
    companies: dict[str, OfficeFacts]
    projects: dict[str, TeamFacts]


@cache
def load_offices() -> OfficeFile:
    return load("office/offices.json", OfficeFile)
