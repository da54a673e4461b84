"""The whole account: each wanted thing and each documented call with its tools, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.coverage.required import Required, RequiredFile
from procore_mcp.catalog.coverage.service import Service, service_of, services
from procore_mcp.catalog.openapi.imported import Imported


@dataclass(frozen=True, slots=True)
class Row:
    """`service` is that of its call; None for what is no call. `also` are further calls that it takes."""

    required: Required
    service: Service | None
    also: tuple[Service, ...]

    @property
    def tools(self) -> tuple[str, ...]:
        """Its own tools first, then those of the further calls."""
        own = self.service.by if self.service else self.required.tools
        return tuple(dict.fromkeys([*own, *(name for service in self.also for name in service.by)]))

    @property
    def is_served(self) -> bool:
        """What is no call is served by its explanation."""
        calls = [*self.also, *([self.service] if self.service else [])]
        return all(service.is_served for service in calls) and bool(calls or self.required.why)


@dataclass(frozen=True)
class Coverage:
    catalog: Catalog
    required: RequiredFile
    imported: Imported

    @cached_property
    def services(self) -> dict[str, Service]:
        return services(self.catalog, self.imported)

    @cached_property
    def calls(self) -> list[Service]:
        """Those of the document."""
        return [service for service in self.services.values() if service.is_documented]

    @property
    def beyond(self) -> list[Service]:
        """Calls that tools make and the document does not have."""
        return [service for service in self.services.values() if not service.is_documented]

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(required) for required in self.required.rows]

    def _row(self, required: Required) -> Row:
        own = service_of(required.call, self.services) if required.call else None
        return Row(required, own, tuple(service_of(call, self.services) for call in required.also))

    @property
    def shared(self) -> list[Service]:
        """Calls that more than one tool makes."""
        return [service for service in self.services.values() if len(service.tools) > 1]

    def missing(self) -> Iterator[str]:
        """A sentence for each thing without a tool, and for each call with too many."""
        for row in self.rows:
            if not row.is_served:
                yield f"{row.required.source}: {row.required.wants}: no tool makes {row.required.call or 'it'}"
            for name in row.required.tools:
                if name not in self.catalog.tools:
                    yield f"{row.required.source}: {row.required.wants}: there is no tool {name}"
        for service in self.calls:
            if not service.is_served:
                yield f"{service.call}: no tool makes it and none replaces it"
        for service in self.shared:
            if service.call not in self.required.shared:
                yield f"{service.call}: {' and '.join(service.tools)} both make it, and nothing says why"

    def by_toolset(self) -> dict[str, Counter[str]]:
        """How many documented calls each toolset makes or replaces, and how many wanted things it does."""
        counts: dict[str, Counter[str]] = {}
        for service in self.calls:
            if service.by:
                kind = "calls" if service.tools else "replaced"
                counts.setdefault(self._toolset(service.by[0]), Counter())[kind] += 1
        for row in self.rows:
            if row.tools and row.tools[0] in self.catalog.tools:
                counts.setdefault(self._toolset(row.tools[0]), Counter())["wanted"] += 1
        return dict(sorted(counts.items()))

    def by_source(self) -> dict[str, Counter[str]]:
        """How many things each source wants, how many of them are a call, and how many of these are served."""
        counts = {source: Counter[str]() for source in self.required.sources}
        for row in self.rows:
            count = counts[row.required.source]
            count["wanted"] += 1
            if row.required.kind is not None:
                count[row.required.kind] += 1
            else:
                count["by a call"] += 1
                count["served"] += row.is_served
        return counts

    def _toolset(self, tool: str) -> str:
        return self.catalog.tools[tool].toolset
