"""Writes the laboratory's log of concrete cylinder breaks as CSV."""

from __future__ import annotations

import csv
import io
from random import Random

from procore_mcp.simulator.world.data import Facts
from procore_mcp.simulator.world.workdays import Workdays

_28_DAYS = 20  # in working days
_SECOND_POUR = 4  # working days after the first pour of a level


class BreakLogFacts(Facts):
    """The first pour of `top_level` was `last_pour` working days ago, each level `cycle` days after the one below.

    `known` fixes results by set, because other records speak of them.
    """

    top_level: int
    last_pour: int
    cycle: int
    required: int
    known: dict[str, dict[str, int]]


def break_log(facts: BreakLogFacts, days: Workdays, dice: Random) -> bytes:
    """One row per set of cylinders; the 28 day column stays empty where those days are not over."""
    rows: list[dict[str, object]] = []
    for level in range(2, facts.top_level + 1):
        for pour in (1, 2):
            age = facts.last_pour + (facts.top_level - level) * facts.cycle - (pour - 1) * _SECOND_POUR
            cast = {"level": level, "pour": pour, "cast": days.ago(age).isoformat()}
            for letter in "AB":
                name = f"{level}-{pour}{letter}"
                results = {**_results(facts, dice), **facts.known.get(name, {})}
                rows.append({"set": name, **cast, **results, **({} if age > _28_DAYS else {"psi_28_day": None})})
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()


def _results(facts: BreakLogFacts, dice: Random) -> dict[str, object]:
    final = facts.required + dice.randrange(180, 1100, 10)
    return {
        "slump_in": dice.randrange(26, 32) / 4,
        "air_temp_f": dice.randrange(44, 78),
        "psi_3_day": dice.randrange(3050, 3600, 10),
        "psi_7_day": final * 4 // 50 * 10,
        "psi_28_day": final,
        "required_psi": facts.required,
    }
