"""A tool as the rest of the program sees it: resolved, complete, immutable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from procore_mcp.catalog.binding import Bound, Kind, arguments_set, schema_without
from procore_mcp.catalog.input_schema import input_schema
from procore_mcp.catalog.model import Body, Json, Paging, Param, Result, View
from procore_mcp.catalog.safety import Effect, Safety

Tier = Literal["curated", "generated"]


@dataclass(frozen=True)
class Tool:
    """What actions and workflows share. `params` are resolved against `_common.json`, in the file's order."""

    name: str
    title: str
    description: str
    toolset: str
    tier: Tier
    safety: Safety
    effect: Effect
    listed: bool
    params: Mapping[str, Param]
    note: str | None

    @property
    def verb(self) -> str:
        return self.name.partition("_")[0]

    @property
    def paging(self) -> Paging | None:
        return None

    @property
    def has_view(self) -> bool:
        return False

    @property
    def changes_nothing(self) -> bool:
        """Whatever the method: some searches are posted."""
        return self.safety is Safety.READ

    @property
    def asks_first(self) -> bool:
        """A person confirms before it runs."""
        return self.safety.asks_first

    @property
    def is_destructive(self) -> bool:
        """What it does cannot simply be taken back: people were told, money moved, a record is gone."""
        return self.safety.asks_first

    @property
    def is_idempotent(self) -> bool:
        """A second run with the same arguments changes nothing more."""
        return self.effect is not Effect.CREATE

    @cached_property
    def input_schema(self) -> dict[str, Json]:
        """JSON Schema 2020-12 of the arguments, as clients see it."""
        return input_schema(self.params, paging=self.paging, has_view=self.has_view, asks_first=self.asks_first)

    def schema_within(self, bound: Bound) -> dict[str, Json]:
        """`input_schema` as clients of a bound address see it: without what the address has set."""
        if bound == "nothing":
            return self.input_schema
        if bound not in self._bound_schemas:
            self._bound_schemas[bound] = schema_without(self.input_schema, self.set_by(bound))
        return self._bound_schemas[bound]

    def set_by(self, bound: Bound) -> dict[str, Kind]:
        """The arguments that a bound address sets."""
        return arguments_set(self.params, bound)

    @cached_property
    def _bound_schemas(self) -> dict[Bound, dict[str, Json]]:
        return {}


@dataclass(frozen=True)
class Action(Tool):
    """One REST call. `path` holds `{placeholders}` named as Procore names them."""

    http_method: str
    path: str
    company_header: bool
    body: Body | None
    pages: Paging | None
    result: Result
    view: View | None
    look_with: str | None
    source: str
    deprecated: str | None

    @property
    def paging(self) -> Paging | None:
        return self.pages

    @property
    def has_view(self) -> bool:
        """Readers may ask for more of the record; never where the view is sealed."""
        return self.view is not None and not self.view.sealed


@dataclass(frozen=True)
class Workflow(Tool):
    """Several actions joined by the function `runs`; an executor has no `uses` and a `runs_effect`.

    `safety` and `effect` are the worst of what it uses; an executor's are those of its mildest action.
    """

    uses: tuple[str, ...]
    runs: str
    runs_effect: Effect | None

    @property
    def asks_first(self) -> bool:
        """Executors do not ask: the action that they run does."""
        return self.runs_effect is None and self.safety.asks_first

    @property
    def is_destructive(self) -> bool:
        may_run_worse = self.runs_effect not in {None, Effect.READ}
        return may_run_worse or self.safety.asks_first

    @property
    def is_idempotent(self) -> bool:
        """Joined writes are not promised to be."""
        return self.safety is Safety.READ
