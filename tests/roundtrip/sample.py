"""Arguments for a tool, made from the input schema that a client is shown.

Every text, number and date is another one, so that each can be found again in the request that it becomes.
"""

from __future__ import annotations

import base64
import datetime as dt
import itertools
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

Schema = Mapping[str, Any]

_FIRST_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_FORMS = {
    r"^[0-9]+([.][0-9]+)?$": "{n}.5",
    r"^-?\d+(\.\d+)?$": "{n}.5",
    r"^\d+(\.\d+)?$": "{n}.5",
    r"^\d+$": "{n}",
    r"^\d+\.\.\.\d+$": "{n}...{n}9",
    r"^[a-z0-9-]+$": "word-{n}",
    r"^-?[a-z_]+$": "word_{letters}",
    r"^https://": "https://example.com/{n}",
    r"^#[0-9A-Fa-f]{6}$": "#{n:06d}",
    r"^id=\d+,type=(SubJob|Project)$": "id={n},type=SubJob",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]$": "{hour}:{minute}",
    r"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$": "{hour}:{minute}:00Z",
}


@dataclass
class Sampler:
    """`turn` chooses: the first of the choices, true and two elements in turn 0, others in later turns.

    `clears` gives null wherever null is allowed, `is_brief` leaves out what is not required inside objects.
    """

    turn: int = 0
    clears: bool = False
    is_brief: bool = False
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def arguments(self, schema: Schema, names: Collection[str]) -> dict[str, Any]:
        properties = schema["properties"]
        return {name: self.value(properties[name], name) for name in properties if name in names}

    def value(self, schema: Schema, name: str) -> Any:
        if "anyOf" in schema:
            return self._choice(schema, name)
        if "enum" in schema:
            return schema["enum"][self.turn % len(schema["enum"])]
        made = getattr(self, f"_{schema['type']}")
        return made(schema, name)

    def _choice(self, schema: Schema, name: str) -> Any:
        branches = [branch for branch in schema["anyOf"] if branch != {"type": "null"}]
        if self.clears and len(branches) < len(schema["anyOf"]):
            return None
        return self.value({**branches[0], "description": schema.get("description", "")}, name)

    def _integer(self, schema: Schema, _: str) -> int:
        number = 700_000 + next(self._numbers)
        least, most = schema.get("minimum", 1), schema.get("maximum", 10**9)
        return number if least <= number <= most else least + number % (most - least + 1)

    def _number(self, schema: Schema, name: str) -> float:
        number = self._integer(schema, name)
        return number + 0.25 if number + 0.25 <= schema.get("maximum", 10**9) else number

    def _boolean(self, _: Schema, __: str) -> bool:
        return self.turn % 2 == 0

    def _string(self, schema: Schema, name: str) -> str:
        number = next(self._numbers)
        day = _FIRST_DAY + dt.timedelta(days=number)
        if schema.get("format") == "date-time":
            return day.strftime("%Y-%m-%dT08:30:00Z")
        if "YYYY-MM-DD" in schema.get("description", ""):
            return day.strftime("%Y-%m-%d")
        if "pattern" in schema:
            return _matching(schema["pattern"], number)
        if name == "page":
            return f"{number}"
        text = f"w{number}@example.com" if "email" in name or name == "bcc" else f"w{number}x"
        return _fitted(text, number, schema)

    def _array(self, schema: Schema, name: str) -> list[Any]:
        items = schema["items"]
        wanted = max(schema.get("minItems", 0), 1 if self.turn % 2 else 2)
        if "enum" in items:
            wanted = len(items["enum"]) if self.turn == 0 else wanted
            return [*itertools.islice(itertools.cycle(items["enum"]), min(wanted, len(items["enum"])))]
        wanted = min(wanted, schema.get("maxItems", wanted))
        return [self.value(items, name) for _ in range(wanted)]

    def _object(self, schema: Schema, name: str) -> dict[str, Any]:
        properties = schema.get("properties")
        if properties is None:
            return {self._key(name): self.value(schema["additionalProperties"], name)}
        if "content_base64" in properties:
            return self._file()
        kept = schema.get("required", []) if self.is_brief else properties
        return {key: self.value(properties[key], key) for key in properties if key in kept}

    def _key(self, name: str) -> str:
        number = 900_000 + next(self._numbers)
        return f"custom_field_{number}" if name == "custom_fields" else f"key{number}"

    def _file(self) -> dict[str, str]:
        number = next(self._numbers)
        content = base64.b64encode(f"bytes of file {number}".encode()).decode("ascii")
        return {"file_name": f"file{number}.pdf", "content_type": f"application/x-{number}", "content_base64": content}


def _matching(pattern: str, number: int) -> str:
    """A new pattern in a tool file wants a line in `_FORMS`."""
    letters = "".join("abcdefghij"[int(digit)] for digit in str(number))
    hour, minute = f"{number % 24:02d}", f"{number // 24 % 60:02d}"
    text = _FORMS[pattern].format(n=number, letters=letters, hour=hour, minute=minute)
    if not re.search(pattern, text):
        raise ValueError(f"{text!r} does not match {pattern}")
    return text


def _fitted(text: str, number: int, schema: Schema) -> str:
    longest = schema.get("maxLength", len(text))
    return text if len(text) <= longest else f"{number:0{longest}d}"[-longest:]
