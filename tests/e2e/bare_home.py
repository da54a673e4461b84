"""A machine on which nobody has set anything up."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


def move_into(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on nothing finds the settings, the `.env` file or the sign-in of whoever runs the tests."""
    for name in [name for name in os.environ if name.startswith("PROCORE_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(folder)
    for name in ("HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(folder))
