"""The parts of a contract: one resource, its actions, and the shapes of what they accept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["string", "integer", "number", "boolean", "date", "date-time", "word", "id", "object", "any"]
Span: TypeAlias = Literal["none", "required", "allowed"]
Place: TypeAlias = Literal["path", "query", "body", "header", "none"]
ShapeOfItem: TypeAlias = Literal["all", "ids"]
Verified: TypeAlias = Literal["docs", "assumed", "live"]


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of one value. `words` lists what a word may be, `span` says whether A...B may be given.

    `any` is for what no document describes: whatever JSON is sent is taken.
    """

    kind: Kind
    many: bool = False
    span: Span = "none"
    words: tuple[str, ...] = ()
    fields: Mapping[str, Field] = field(default_factory=dict[str, "Field"])


@dataclass(frozen=True, slots=True)
class Field:
    """A member of a body."""

    name: str
    shape: Shape
    required: bool = False


@dataclass(frozen=True, slots=True)
class Parameter:
    """A query parameter under the name the documentation prints.

    `reads` is the dotted path in a record that it is compared with, `finds_in` the paths that a text
    search looks into; both are empty when the action's own code gives it meaning (`custom`).
    """

    name: str
    shape: Shape
    required: bool = False
    reads: str = ""
    finds_in: tuple[str, ...] = ()
    custom: bool = False

    @property
    def list_style(self) -> Literal["brackets", "comma", "single"]:
        """How the documentation writes several values; the simulator accepts every way."""
        if not self.shape.many:
            return "single"
        return "brackets" if self.name.endswith("[]") else "comma"


@dataclass(frozen=True, slots=True)
class Paging:
    """Page sizes: what a request without `per_page` gets, and the most that one may ask for."""

    default: int
    most: int


@dataclass(frozen=True, slots=True)
class View:
    """The parameter that chooses an item's shape: its keys, `all` of them, or bare `ids`."""

    parameter: str
    shapes: Mapping[str, tuple[str, ...] | ShapeOfItem]
    default: str = ""


@dataclass(frozen=True, slots=True)
class PeopleShown:
    """For actions that list people of the project: whom, and which of their facts."""

    who: Literal["everyone", "staff"]
    shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """A request body: the wrapper's fields, and what stands beside the wrapper. No wrapper means a flat body.

    `bare_list` names the one field whose list is the whole body.
    """

    wrapper: str | None
    fields: Mapping[str, Field]
    beside: Mapping[str, Field]
    custom_fields: bool = False
    encodings: tuple[str, ...] = ("json",)
    bare_list: str = ""

    def required_paths(self) -> tuple[str, ...]:
        """Dotted names, from the wrapper downwards, of what every request must have."""
        inside = tuple(_required(self.fields, ""))
        return tuple(_required(self.beside, "")) + inside


def _required(fields: Mapping[str, Field], prefix: str) -> list[str]:
    found: list[str] = []
    for member in fields.values():
        if member.required:
            found.append(prefix + member.name)
            found.extend(_required(member.shape.fields, f"{prefix}{member.name}."))
    return found


@dataclass(frozen=True, slots=True)
class Action:
    """One REST call of a resource, with everything that a request for it may carry.

    `omits` names what its answers leave out of a record; `recycles` marks a delete that only moves to the bin.
    """

    verb: str
    method: str
    path: str
    query: Mapping[str, Parameter] = field(default_factory=dict[str, Parameter])
    body: Body | None = None
    paging: Paging | None = None
    view: View | None = None
    sort: Mapping[str, str] = field(default_factory=dict[str, str])
    envelope: Literal["bare", "data", "object", "groups"] = "bare"
    status: int = 200
    invalid: int = 400
    company_header: Literal["required", "optional"] = "required"
    without_app: bool = False
    path_words: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    custom: bool = False
    omits: tuple[str, ...] = ()
    people: PeopleShown | None = None
    recycles: bool = False

    @property
    def version(self) -> str:
        """The API version in the path, such as `v1.1`."""
        return self.path.split("/")[2]

    @property
    def lists(self) -> bool:
        """Whether it answers many things, of which there may be none."""
        return self.paging is not None or (self.verb.startswith("list") and self.envelope != "object")

    def place_of(self, name: str) -> Place:
        """Where an id such as `project_id` travels in this action."""
        if "{" + name + "}" in self.path:
            return "path"
        if name in self.query:
            return "query"
        return "body" if self.body and name in self.body.beside else "none"


@dataclass(frozen=True, slots=True)
class Contract:
    """One resource. `refers` maps a field that holds ids to the member that shows the records they mean.

    `person` names the facts by which its records show people. The scope `parent` is for paths that name no
    project: it is the project of the record they live under.
    """

    name: str
    source: str
    verified: Verified
    scope: Literal["none", "company", "project", "parent"]
    actions: tuple[Action, ...]
    notes: tuple[str, ...] = ()
    tool: str = ""
    errors: Literal["by_version", "nested"] = "by_version"
    refers: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    parent: Parent | None = None
    configurable_required: bool = False
    person: tuple[str, ...] = ("id", "login", "name")

    def action(self, verb: str) -> Action:
        """The action of that verb. Raises KeyError when the documentation has none."""
        for action in self.actions:
            if action.verb == verb:
                return action
        raise KeyError(verb)


@dataclass(frozen=True, slots=True)
class Parent:
    """The record that a resource lives under, and the bookkeeping key that names it."""

    parameter: str
    collection: str
    key: str
