"""The words that weather logs choose from."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.responses import Response

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call

_WORDS: Mapping[str, tuple[str, ...]] = {
    "sky": ("Clear", "Cloudy", "Overcast", "Fog", "Mist", "Rain", "Snow", "Ice/Sleet/Hail", "Smoke"),
    "ground": (
        "Dry", "Wet/Muddy", "Flooded", "Snow", "Frozen", "-----", "High Tide", "Low Tide", "Heavy Surf/Swell",
    ),
    "calamity": ("Earthquake", "Fire", "Flash Flood", "Landslide", "Tornado", "Hurricane", "Snow", "Other"),
    "wind": ("Calm", "Light Wind", "High Wind"),
    "temperature": ("Very Hot", "Hot", "Mild", "Cold", "Very Cold"),
}  # fmt: skip


class WeatherConditions(Resource):
    """The same in every project."""

    def list(self, call: Call) -> Response:
        groups: Record = {name: [{"key": word, "value": word} for word in words] for name, words in _WORDS.items()}
        return self.presenting.value(groups, call)
