"""The vocabulary of a tool file. `_format.schema.json` is generated from these models."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, RootModel, SkipValidation, StringConstraints

from procore_mcp.catalog.safety import Safety

ToolName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)+$", max_length=50)]
ParamName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Http = Annotated[str, StringConstraints(pattern=r"^(GET|POST|PATCH|PUT|DELETE) /rest/v\d+\.\d+/\S+$")]
ToolsetName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
PagingStyle = Literal["page_number", "page_from_zero", "cursor", "after_id", "local"]
Json = JsonValue
# Checked by catalog/checks/schemas.py, whose messages are better than those of a generic validator.
JsonSchema = dict[str, SkipValidation[JsonValue]]


class Entry(BaseModel):
    """Unknown keys are mistakes; values never change after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Param(Entry):
    """One argument of a tool, and where it travels.

    `wire` is Procore's name where ours is clearer; in a body its dots nest (`question.body`). A property inside
    `schema` may carry `x-wire` for the same purpose; `*` there lets its keys travel beside the other properties.
    """

    like: str | None = Field(default=None, description="Name in _common.json whose values this entry starts from.")
    in_: Literal["path", "query", "header", "body", "input"] | None = Field(
        default=None, alias="in", description="`input` is for us alone and is never sent."
    )
    wire: str | None = Field(default=None, description="Procore's name, where it differs from ours.")
    list: Literal["brackets", "comma", "repeat"] | None = Field(
        default=None,
        description="How more than one value is written in a query: `a[]=1&a[]=2`, `a=1,2` or `a=1&a=2`.",
    )
    range: Literal["since", "until"] | None = Field(
        default=None, description="One end of a `start...end` range; both ends name the same `wire`."
    )
    omit_false: bool = Field(
        default=False, description="Procore acts on the presence of this flag, so false is not sent."
    )
    beside: bool = Field(
        default=False,
        description="Body field that stands beside the wrapper, not in it; of a path or query: sent there once more.",
    )
    file: bool = Field(
        default=False, description="A file of a multipart body: {file_name, content_type, content_base64}."
    )
    spread: bool = Field(
        default=False,
        description="A body object whose keys travel as fields of their own, beside the others: `custom_field_123`.",
    )
    fill: Literal["company", "project", "default"] | None = Field(
        default=None,
        description="Where an omitted value comes from: the session, or the schema's own default, which is sent.",
    )
    required: bool | None = Field(default=None, description="Path parameters are required unless filled.")
    together_with: ParamName | None = Field(
        default=None, description="Argument without which this one says nothing: a call with this one alone is refused."
    )
    instead_of: ParamName | None = Field(
        default=None, description="Argument that this one replaces: a call with both is refused."
    )
    secret: bool = Field(default=False, description="Text that previews and questions must not show.")
    each: Literal["project"] | None = Field(
        default=None, description="Each row of this list is a project, and its `id` says which; without one, a new one."
    )
    json_schema: JsonSchema = Field(default_factory=dict, alias="schema")


ParamEntry = Annotated[Literal["_common"] | Param, Field(union_mode="left_to_right")]


class Body(Entry):
    wrap: str | None = Field(default=None, description='Object that holds the fields: `rfi` gives {"rfi": {...}}.')
    encoding: Literal["json", "multipart", "form"] = "json"
    rows: str | None = Field(default=None, description="Parameter whose array is the whole body.")
    documented: bool = Field(default=False, description="Procore documents a body for this very GET or DELETE.")


class Paging(Entry):
    """How a list is read page by page; readers see page, page_size, total and next whatever the style.

    `local`: Procore answers everything at once and we cut it into pages.
    """

    style: PagingStyle
    page: str | None = Field(default=None, description="Procore's name of the page parameter, where it is unusual.")
    size: str | None = Field(
        default=None, description="Procore's name of the page size parameter, where it is unusual."
    )
    max_size: int = Field(default=100, ge=1, le=2000)
    default_size: int = Field(default=25, ge=1, le=2000)


class Groups(Entry):
    """A list that arrives as groups: each element holds `items` and a title, which every item then carries."""

    items: str
    title: str


class Result(Entry):
    unwrap: str | None = Field(default=None, description="Key that holds the answer, `data` in API version 2.")
    view: str | None = Field(default=None, description="View of this file that says which fields are worth reading.")
    groups: Groups | None = None
    each: Literal["company", "project"] | None = Field(
        default=None,
        description="Each record of this list is a company or project, and its `id` says which: whoever is bound to "
        "some is shown no other.",
    )
    empty: bool = Field(default=False, description="Procore answers without a body.")
    file: bool = Field(default=False, description="The answer is the bytes of a file.")


class View(Entry):
    """Fields worth reading, in reading order.

    `subject` · `questions.0.body` a path · `manager=rfi_manager(id,name)` renamed, cut to parts ·
    `assignees(id,name)` of each.
    """

    fields: list[str] = Field(min_length=1)
    leave_out: list[str] | None = Field(
        default=None,
        description="Opens the view, for records with columns that each company names itself: all other fields follow, "
        "but these.",
    )
    sealed: bool = Field(
        default=False, description="Nothing beside these fields ever reaches a reader: the rest is secret."
    )


class ToolEntry(Entry):
    title: str = Field(min_length=3, max_length=80)
    description: str = Field(min_length=20, max_length=600)
    params: dict[ParamName, ParamEntry] = Field(default_factory=dict)
    listed: bool = Field(default=True, description="False: only workflows and the executors reach it.")
    note: str | None = Field(default=None, description="What a maintainer must know.")


class ActionEntry(ToolEntry):
    """One REST call."""

    safety: Safety
    safety_reason: str | None = Field(
        default=None, description="Why a GET is not a read, or why a POST, PATCH or PUT is one."
    )
    http: Http = Field(description="Method and path as the documentation prints them.")
    company_header: bool = Field(default=True, description="False for the few calls that need no company.")
    body: Body | None = None
    paging: PagingStyle | Paging | None = Field(default=None, union_mode="left_to_right")
    result: Result = Field(default_factory=Result)
    look_with: ToolName | None = Field(
        default=None, description="Tool that shows whether a write whose answer was lost has happened."
    )
    source: str = Field(description="Where the fact comes from: chapter and title in Procore's reference.")
    deprecated: str | None = Field(default=None, description="Sunset and successor.")


class WorkflowEntry(ToolEntry):
    """A tool made of several actions by one function; its safety is the worst of what it uses."""

    uses: list[ToolName] = Field(description="The only actions that it can run.")
    runs: str = Field(description="Name of the function in engine/workflows.")
    runs_effect: Literal["read", "create", "update", "delete"] | None = Field(
        default=None, description="For executors: it can run every action of this effect."
    )


class ToolFile(Entry):
    """One toolset."""

    format: str = Field(default="_format.schema.json", alias="$schema")
    toolset: ToolsetName
    title: str
    description: str
    views: dict[str, View] = Field(default_factory=dict)
    actions: dict[ToolName, ActionEntry] = Field(default_factory=dict)
    workflows: dict[ToolName, WorkflowEntry] = Field(default_factory=dict)


class CommonFile(Entry):
    """`_common.json`: parameters that several files share."""

    format: str = Field(default="_format.schema.json", alias="$schema")
    params: dict[ParamName, Param]


class SurfaceFile(Entry):
    """`_surface.json`: what is listed when nobody chooses, names for groups of toolsets, old names of tools."""

    format: str = Field(default="_format.schema.json", alias="$schema")
    first: list[ToolsetName] = Field(
        default_factory=list,
        description="Toolsets that are read at the start: those of the default surface. Without it, all curated ones.",
    )
    default: list[ToolName] = Field(max_length=25)
    groups: dict[ToolsetName, list[ToolsetName]] = Field(default_factory=dict)
    aliases: dict[ToolName, ToolName] = Field(default_factory=dict)


class AliasFile(RootModel[dict[ToolName, ToolName]]):
    """`api/_aliases.json`: names of earlier imports, with today's name of the same tool."""


class NounEntry(Entry):
    """What tools are about, and how people on site speak of it."""

    says: list[str] = Field(default_factory=list, description="Other names for it, and phrases that mean it.")
    near: list[str] = Field(
        default_factory=list, description="Lines of words that come up when it is meant, none of which means it alone."
    )


class ThesaurusFile(Entry):
    """`_thesaurus.json`: what people on site say, and the words of the catalog that they mean."""

    format: str = Field(default="_format.schema.json", alias="$schema")
    nouns: dict[str, NounEntry] = Field(default_factory=dict, description="By words of tool names, in the singular.")
    acts: dict[str, list[str]] = Field(
        default_factory=dict, description="By the verb of a tool's name: phrases that ask for it."
    )
    short: dict[str, str] = Field(default_factory=dict, description="Short forms and the words they stand for.")
    written: dict[str, str] = Field(
        default_factory=dict, description="Patterns of numbers and what such a number is of: A-201 is of a plan sheet."
    )
    circumstances: list[str] = Field(
        default_factory=list, description="Nouns that mostly say who and where, and are seldom what is sought."
    )
