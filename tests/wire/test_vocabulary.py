"""The cases here show every word of a tool file that shapes a request: they are the proof that needs no document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from procore_mcp.catalog.load import load_catalog
from procore_mcp.catalog.model import ActionEntry, Body, Paging, Param
from procore_mcp.catalog.tool import Action
from tests.wire.table import TOOLS, Case, rows

CATALOG = load_catalog(extra=[TOOLS])
# The form of a value, a word that is gone once the files are read, and one that says whose rows may be sent at all.
NOT_ON_THE_WIRE = {"json_schema", "like", "each"}
OWN_WORDS = {"x-wire", "x-wire *", "company_header False"}


def vocabulary() -> set[str]:
    """`in path`, `list comma`, `wrap`, …: each word of a fixed choice, and each other word by its name."""
    return OWN_WORDS | {
        word
        for model in (Param, Body, Paging)
        for name, field in model.model_fields.items()
        if name not in NOT_ON_THE_WIRE
        for word in _words(field.alias or name, field)
    }


def _words(name: str, field: FieldInfo) -> set[str]:
    kinds = [field.annotation, *get_args(field.annotation)]
    choices = {choice for kind in kinds for choice in get_args(kind) if isinstance(choice, str)}
    return {f"{name} {choice}" for choice in choices} or {name}


def words_of(case: Case) -> Iterator[str]:
    """Of the arguments that the case gives, of what fills others, and of the action itself."""
    action = CATALOG.resolve(case["tool"])
    assert isinstance(action, Action)
    for name, param in action.params.items():
        if name in case["arguments"] or param.fill:
            yield from _said(param)
            yield from _inner_words(param.json_schema)
    for part in (action.body, action.pages):
        if part is not None:
            yield from _said(part)
    if not action.company_header:
        yield "company_header False"


def _said(entry: BaseModel) -> Iterator[str]:
    for name, field in type(entry).model_fields.items():
        value = getattr(entry, name)
        if value != field.default:
            label = field.alias or name
            yield f"{label} {value}" if _words(label, field) != {label} else label
        elif _words(name, field) != {name} and value is not None:
            yield f"{field.alias or name} {value}"


def _inner_words(schema: Mapping[str, Any]) -> Iterator[str]:
    if "x-wire" in schema:
        yield "x-wire *" if schema["x-wire"] == "*" else "x-wire"
    for inner in (*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])):
        yield from _inner_words(inner)


def test_every_word_that_shapes_a_request_is_shown_by_a_case() -> None:
    shown = {word for _, case in rows("cases") for word in words_of(case)}

    assert vocabulary() - shown == set()


def test_the_words_are_those_of_the_format() -> None:
    assert vocabulary() >= {"in path", "in input", "list repeat", "range until", "fill default", "style after_id"}
    assert vocabulary() >= {"encoding multipart", "rows", "wrap", "documented", "beside", "spread", "file", "secret"}
    assert {"params", "body", "paging", "company_header", "http"} <= ActionEntry.model_fields.keys()


def test_arguments_that_need_or_replace_each_other_are_refused_by_a_case() -> None:
    told = " ".join(words for _, case in rows("refused") for words in case["problems"])

    assert "says nothing without it" in told
    assert "exclude each other" in told
