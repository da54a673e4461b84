"""`python -m benchmarks [NAME ...]`: measure, print a table, exit 1 when a target is missed."""

from __future__ import annotations

import sys
from importlib import import_module

from rich.console import Console
from rich.table import Table

NAMES = ("start", "added_time", "throughput", "replicas", "pacing", "sharing", "simulator")


def main() -> None:
    table = Table(title="Benchmarks: ratios and differences within this run")
    for heading in ("what", "measured", "target", "", "detail"):
        table.add_column(heading)
    missed = 0
    for name in sys.argv[1:] or NAMES:
        for row in import_module(f"benchmarks.{name}").measure():
            sign = "≥" if row.is_floor else "≤"
            missed += not row.is_met
            mark = "ok" if row.is_met else "missed"
            table.add_row(
                row.what, f"{row.value:.2f} {row.unit}", f"{sign} {row.target:g} {row.unit}", mark, row.detail
            )
    Console(width=150).print(table)
    sys.exit(missed > 0)


if __name__ == "__main__":
    main()
