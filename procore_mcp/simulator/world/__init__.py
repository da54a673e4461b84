"""The demo world: two builders and their jobs, made anew for a seed and a day."""

from __future__ import annotations

from procore_mcp.simulator.world.build import build_world
from procore_mcp.simulator.world.world import Blob, SignIn, World

__all__ = ["Blob", "SignIn", "World", "build_world"]
