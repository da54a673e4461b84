"""Reads the JSON files beside this module into checked, immutable values."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter

_HERE = Path(__file__).parent

T = TypeVar("T")


class Facts(BaseModel):
    """One entry of a data file; a misspelt key stops the build."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@cache
def _adapter(shape: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(shape)


@cache
def _text(name: str) -> bytes:
    return (_HERE / name).read_bytes()


def load(name: str, shape: type[T]) -> T:
    """The data file `name` as `shape`; raises pydantic's ValidationError, which names the place."""
    return _adapter(shape).validate_json(_text(name))
