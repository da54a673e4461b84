"""Which class serves which resource of the tools for quality and safety."""

from __future__ import annotations

from procore_mcp.simulator.resources.quality.checklists import Checklists
from procore_mcp.simulator.resources.quality.observations import ObservationResponses, Observations
from procore_mcp.simulator.resources.quality.punch_items import PunchItems
from procore_mcp.simulator.resources.resource import Resource

QUALITY: dict[str, type[Resource]] = {
    "checklists": Checklists,
    "observation_responses": ObservationResponses,
    "observations": Observations,
    "punch_items": PunchItems,
}
