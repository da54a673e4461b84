"""What the data file says about daily logs."""

from __future__ import annotations

from pydantic import Field, JsonValue

from procore_mcp.simulator.world.data import Facts, load

DAYS = 60  # working days before today of which there are logs


class EntryFacts(Facts):
    """One log or a row of them: on these days, counted back in working days, or on every so many from one on.

    `cycle` gives each log of a row its own values in turn; `due` counts working days from the log.
    """

    by: str
    ages: tuple[int, ...] = ()
    every: tuple[int, int] | None = None
    vendor: str | None = None
    where: str | None = None
    code: str | None = None
    trade: str | None = None
    contact: str | None = None
    equipment: str | None = None
    due: int | None = None
    fields: dict[str, JsonValue] = Field(default_factory=dict)
    cycle: dict[str, list[JsonValue]] = Field(default_factory=dict)

    def all_ages(self) -> tuple[int, ...]:
        return self.ages if self.every is None else tuple(range(self.every[0], DAYS + 1, self.every[1]))


class KindFacts(Facts):
    """`blank` has every key that a log of the kind shows beside those that all kinds show."""

    blank: dict[str, JsonValue]
    entries: list[EntryFacts]


class DailyLogFacts(Facts):
    delay_types: list[tuple[str, bool]]
    kinds: dict[str, KindFacts]


def load_daily_logs() -> DailyLogFacts:
    return load("site/daily_logs.json", DailyLogFacts)
