"""From starting the process to having all tools, over stdio."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.processes import PYTHON
from benchmarks.row import Row
from benchmarks.stdio_probe import Start, start

RUNS = 7
_QUIET = {"PROCORE_ACCESS_TOKEN": "none", "PROCORE_STATE_URL": "sqlite://"}


def measure() -> list[Row]:
    with TemporaryDirectory() as folder:
        default, bare_default = _pair([], Path(folder))
        everything, bare_everything = _pair(["--toolsets", "all"], Path(folder))
    return [
        _ratio("start to first tools/list, default surface", default, bare_default, 1.3),
        _ratio(f"the same with --toolsets all ({len(everything[0].tools)} tools)", everything, bare_everything, 1.8),
        Row(
            "memory over the bare server, default surface",
            _megabytes(default) - _megabytes(bare_default),
            40,
            "MB",
            f"{_megabytes(default):.0f} MB against {_megabytes(bare_default):.0f} MB",
        ),
    ]


def _pair(flags: Sequence[str], folder: Path) -> tuple[list[Start], list[Start]]:
    """Ours and the bare server by turns, so that a slow moment of the machine meets both."""
    ours = [PYTHON, "-m", "procore_mcp", "serve", *flags]
    tools = folder / "tools.json"
    tools.write_text(json.dumps(start(ours, _QUIET).tools), "utf-8")
    bare = [PYTHON, str(Path(__file__).with_name("bare_server.py")), str(tools)]
    runs = [(start(ours, _QUIET), start(bare)) for _ in range(RUNS)]
    return [our for our, _ in runs], [yardstick for _, yardstick in runs]


def _ratio(what: str, ours: list[Start], bare: list[Start], target: float) -> Row:
    our, yardstick = median(run.seconds for run in ours), median(run.seconds for run in bare)
    return Row(what, our / yardstick, target, "x", f"{our * 1000:.0f} ms against {yardstick * 1000:.0f} ms")


def _megabytes(runs: list[Start]) -> float:
    return median(run.megabytes for run in runs)
