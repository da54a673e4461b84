"""Which class serves which resource of the site."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.site.instructions import Instructions, InstructionTypes
from procore_mcp.simulator.resources.site.locations import Locations

SITE: Mapping[str, type[Resource]] = {
    "instruction_types": InstructionTypes,
    "instructions": Instructions,
    "locations": Locations,
}
