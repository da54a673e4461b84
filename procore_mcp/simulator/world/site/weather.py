"""Weather of the last sixty days, observed twice a day, this morning once."""

from __future__ import annotations

from random import Random

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.site.diary import Diary
from procore_mcp.simulator.world.site.log_facts import DAYS

_SKIES = (
    ("Clear", "Dry", "0.00"),
    ("Cloudy", "Dry", "0.00"),
    ("Overcast", "Wet/Muddy", "0.05"),
    ("Rain", "Wet/Muddy", "0.35"),
    ("Fog", "Dry", "0.00"),
)
_OFTEN = (30, 30, 20, 15, 5)
_WARMEST = (46, 51, 57, 62, 69, 74, 82, 82, 76, 64, 53, 46)  # degrees Fahrenheit at noon, by month
_STOPPED = frozenset({29, 48})  # days on which wind parked the crane
_COLD, _MILD, _HOT = 45, 65, 80


def build_weather(diary: Diary) -> None:
    dice = diary.job.scaffold.dice(f"weather of {diary.job.project.key}")
    for age in range(DAYS, -1, -1):
        for hour in (14, 21) if age else (14,):
            diary.write("weather_logs", age, "dale", _observation(diary, dice, age, hour))


def _observation(diary: Diary, dice: Random, age: int, hour: int) -> Record:
    day = diary.day(age)
    sky, ground, rain = dice.choices(_SKIES, _OFTEN)[0]
    degrees = _WARMEST[day.month - 1] + dice.randrange(-6, 7) - (8 if hour == 14 else 0)
    is_stopped = age in _STOPPED and hour == 21
    return {
        "attachments": [],
        "average": str(degrees),
        "calamity": None,
        "comments": "Crane parked from 11:00, gusts over 30 mph." if is_stopped else None,
        "deleted_at": None,
        "is_weather_delay": "1" if is_stopped else "0",
        "ground": ground,
        "location": None,
        "daily_log_segment_id": None,
        "precipitation": rain,
        "sky": sky,
        "temperature": _word(degrees),
        "time": f"{day.isoformat()}T{hour}:00:00Z",
        "wind": "High Wind" if is_stopped else dice.choice(("Calm", "Light Wind", "Light Wind")),
        "vendor": None,
    }


def _word(degrees: int) -> str:
    if degrees < _COLD:
        return "Cold"
    return "Mild" if degrees < _HOT else "Hot"
