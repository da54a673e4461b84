"""What the data file says about submittals."""

from __future__ import annotations

from procore_mcp.simulator.world.data import Facts, load


class SeriesFacts(Facts):
    """The same submittal once per floor: the first one `from` working days ago, then one `every` so many days."""

    title: str
    type: str
    over: list[str]
    start: int
    every: int


class FamilyFacts(Facts):
    """Submittals of one section: title, type, and how many working days ago each was due from the subcontractor.

    `lead` is in days of the calendar; a negative age lies ahead.
    """

    spec: str
    vendor: str
    by: str
    review: list[str]
    lead: int
    items: list[tuple[str, str, int]]
    package: str | None = None
    where: str | None = None
    series: SeriesFacts | None = None

    def all_items(self) -> list[tuple[str, str, int]]:
        if self.series is None:
            return self.items
        series = self.series
        floors = enumerate(series.over)
        return self.items + [
            (series.title.format(floor), series.type, series.start - position * series.every)
            for position, floor in floors
        ]


class PackageFacts(Facts):
    key: str
    title: str
    description: str


class SubmittalsFacts(Facts):
    """`statuses` and `responses` are names with what Procore takes them for."""

    statuses: list[tuple[str, str]]
    types: list[str]
    responses: list[tuple[str, str]]
    packages: list[PackageFacts]
    families: list[FamilyFacts]


def load_submittals() -> SubmittalsFacts:
    return load("design/submittals.json", SubmittalsFacts)
