"""The contract file as it is written, for pydantic to check."""

from __future__ import annotations

from typing import Any, Literal, NotRequired

from pydantic import ConfigDict, with_config
from typing_extensions import TypedDict

_STRICT = ConfigDict(extra="forbid")


@with_config(_STRICT)
class RawPaging(TypedDict):
    """Page sizes."""

    default: int
    most: int


@with_config(_STRICT)
class RawView(TypedDict):
    """The parameter that chooses an item's keys."""

    parameter: str
    shapes: dict[str, Literal["all", "ids"] | list[str]]
    default: NotRequired[str]


@with_config(_STRICT)
class RawPeople(TypedDict):
    """Which people an action lists, and what it shows of them."""

    who: Literal["everyone", "staff"]
    shown: list[str]


@with_config(_STRICT)
class RawParent(TypedDict):
    """Where the owning record is found."""

    parameter: str
    collection: str
    key: str


@with_config(_STRICT)
class RawBody(TypedDict):
    """The body of one action; `plus` adds to the contract's shared fields, `only` stands in their place."""

    wrapper: str | None
    beside: NotRequired[dict[str, Any]]
    plus: NotRequired[dict[str, Any]]
    only: NotRequired[dict[str, Any]]
    required: NotRequired[list[str]]
    custom_fields: NotRequired[bool]
    encodings: NotRequired[list[Literal["json", "multipart"]]]
    bare_list: NotRequired[str]


@with_config(_STRICT)
class RawAction(TypedDict):
    """One action."""

    verb: str
    method: Literal["GET", "POST", "PATCH", "PUT", "DELETE"]
    path: str
    query: NotRequired[dict[str, Any]]
    body: NotRequired[RawBody]
    paging: NotRequired[RawPaging]
    view: NotRequired[RawView]
    sort: NotRequired[dict[str, str]]
    envelope: NotRequired[Literal["bare", "data", "object", "groups"]]
    status: NotRequired[int]
    invalid: NotRequired[int]
    company_header: NotRequired[Literal["required", "optional"]]
    without_app: NotRequired[bool]
    path_words: NotRequired[dict[str, list[str]]]
    custom: NotRequired[bool]
    omits: NotRequired[list[str]]
    people: NotRequired[RawPeople]
    recycles: NotRequired[bool]


@with_config(_STRICT)
class RawContract(TypedDict):
    """One file."""

    name: str
    source: str
    verified: Literal["docs", "assumed", "live"]
    scope: Literal["none", "company", "project", "parent"]
    actions: list[RawAction]
    notes: NotRequired[list[str]]
    tool: NotRequired[str]
    errors: NotRequired[Literal["by_version", "nested"]]
    invalid: NotRequired[int]
    configurable_required: NotRequired[bool]
    refers: NotRequired[dict[str, str]]
    person: NotRequired[list[str]]
    parent: NotRequired[RawParent]
    fields: NotRequired[dict[str, Any]]
