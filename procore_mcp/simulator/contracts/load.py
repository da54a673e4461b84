"""Reads the contract files once and checks them while doing so."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import TypeAdapter

from procore_mcp.simulator.contracts.model import (
    Action,
    Body,
    Contract,
    Field,
    Paging,
    Parent,
    PeopleShown,
    ShapeOfItem,
    View,
)
from procore_mcp.simulator.contracts.queries import read_query
from procore_mcp.simulator.contracts.raw import RawAction, RawBody, RawContract, RawPeople, RawView
from procore_mcp.simulator.contracts.shapes import read_fields, required_too

_FILE = TypeAdapter(RawContract)


@cache
def load_contracts() -> dict[str, Contract]:
    """Every contract by its resource's name. Raises pydantic's ValidationError or ValueError for a bad file."""
    folder = files("procore_mcp.simulator.contracts")
    texts = sorted(
        (item.name, item.read_text(encoding="utf-8")) for item in folder.iterdir() if item.name.endswith(".json")
    )
    found = [_contract(json.loads(text)) for _, text in texts]
    return {contract.name: contract for contract in found}


def _contract(document: dict[str, Any]) -> Contract:
    raw = _FILE.validate_python(document)
    fields = read_fields(raw.get("fields"))
    return Contract(
        name=raw["name"],
        source=raw["source"],
        verified=raw["verified"],
        scope=raw["scope"],
        actions=tuple(_action(action, fields, raw.get("invalid", 400)) for action in raw["actions"]),
        notes=tuple(raw.get("notes", ())),
        tool=raw.get("tool", ""),
        errors=raw.get("errors", "by_version"),
        refers={name: _reference(text) for name, text in raw.get("refers", {}).items()},
        parent=Parent(**raw["parent"]) if "parent" in raw else None,
        configurable_required=raw.get("configurable_required", False),
        person=tuple(raw.get("person", ("id", "login", "name"))),
    )


def _reference(text: str) -> tuple[str, str]:
    member, _, collection = text.partition(": ")
    return member, collection


def _action(raw: RawAction, fields: dict[str, Field], invalid: int) -> Action:
    return Action(
        verb=raw["verb"],
        method=raw["method"],
        path=raw["path"],
        query=read_query(raw),
        body=_body(raw["body"], fields) if "body" in raw else None,
        paging=Paging(**raw["paging"]) if "paging" in raw else None,
        view=_view(raw.get("view")),
        sort=raw.get("sort", {}),
        envelope=raw.get("envelope", "bare"),
        status=raw.get("status", 200),
        invalid=raw.get("invalid", invalid),
        company_header=raw.get("company_header", "required"),
        without_app=raw.get("without_app", False),
        path_words={name: tuple(words) for name, words in raw.get("path_words", {}).items()},
        custom=raw.get("custom", False),
        omits=tuple(raw.get("omits", ())),
        people=_people(raw.get("people")),
        recycles=raw.get("recycles", False),
    )


def _body(raw: RawBody, shared: dict[str, Field]) -> Body:
    fields = read_fields(raw["only"]) if "only" in raw else shared | read_fields(raw.get("plus"))
    return Body(
        wrapper=raw["wrapper"],
        fields=required_too(fields, frozenset(raw.get("required", ()))),
        beside=read_fields(raw.get("beside")),
        custom_fields=raw.get("custom_fields", False),
        encodings=tuple(raw.get("encodings", ("json",))),
        bare_list=raw.get("bare_list", ""),
    )


def _people(raw: RawPeople | None) -> PeopleShown | None:
    return PeopleShown(raw["who"], tuple(raw["shown"])) if raw else None


def _view(raw: RawView | None) -> View | None:
    if raw is None:
        return None
    return View(raw["parameter"], {name: _keys(value) for name, value in raw["shapes"].items()}, raw.get("default", ""))


def _keys(shape: ShapeOfItem | list[str]) -> ShapeOfItem | tuple[str, ...]:
    return tuple(shape) if isinstance(shape, list) else shape
