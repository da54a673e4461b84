"""One JSON file, read and validated."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from procore_mcp.catalog import model
from procore_mcp.catalog.nearest import did_you_mean
from procore_mcp.catalog.unique_keys import RepeatedKeyError, load_unique
from procore_mcp.errors import BadToolFile

File = TypeVar("File", bound=BaseModel)
# What pydantic adds to a place to tell the members of a union apart.
_UNION_MARKS = ("literal[", "Param", "Paging", "dict[")


def read_tool_file(path: Path, kind: type[File]) -> File:
    """Raises BadToolFile for text that is no JSON, a key that repeats, and everything that the model refuses."""
    try:
        written = load_unique(path.read_bytes())
    except json.JSONDecodeError as error:
        place = f"{path.name}: line {error.lineno}, column {error.colno}"
        raise BadToolFile(place, f"this is no JSON: {error.msg}", fix="Correct the JSON.") from None
    except UnicodeDecodeError:
        raise BadToolFile(path.name, "this is not UTF-8", fix="Save the file as UTF-8.") from None
    except ValueError as error:
        raise BadToolFile(path.name, f"this is no JSON: {error}", fix="Correct the JSON.") from None
    except RepeatedKeyError as error:
        place, fix = f"{path.name}: {error.place}", "Keep one of the two: JSON takes the last one silently."
        raise BadToolFile(place, "this key is there twice", fix=fix) from None
    try:
        return kind.model_validate(written, by_alias=True, by_name=False)
    except ValidationError as error:
        raise _explain(path, error) from None


def _explain(path: Path, error: ValidationError) -> BadToolFile:
    details = error.errors(include_url=False)
    # The last of a union is the one that an author meant: the others are short forms.
    worst = next((one for one in details if not _is_short_form(one)), details[0])
    parts = [str(part) for part in worst["loc"] if not str(part).startswith(_UNION_MARKS)]
    place = f"{path.name}: {'.'.join(parts)}" if parts else path.name
    return BadToolFile(place, _problem(worst), fix=_fix(worst))


def _is_short_form(error: ErrorDetails) -> bool:
    return any(str(part).startswith("literal[") for part in error["loc"])


def _problem(error: ErrorDetails) -> str:
    return "unknown key" if error["type"] == "extra_forbidden" else error["msg"][:1].lower() + error["msg"][1:]


def _fix(error: ErrorDetails) -> str:
    if error["type"] == "extra_forbidden":
        return f"Remove it.{did_you_mean(str(error['loc'][-1]), sorted(_keys()))}"
    return "See _format.schema.json for what belongs there."


def _keys() -> set[str]:
    """All keys that a tool file may hold."""
    entries = [one for one in vars(model).values() if isinstance(one, type) and issubclass(one, BaseModel)]
    return {field.alias or name for entry in entries for name, field in entry.model_fields.items()}
