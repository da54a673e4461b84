"""How the client of the SDK is told which era of the protocol to speak; `auto` finds the newest, 2026-07-28."""

from __future__ import annotations

from typing import Literal

Era = Literal["auto", "legacy"]
ERAS: tuple[Era, ...] = ("auto", "legacy")
