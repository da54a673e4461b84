"""What the function of a workflow may do: run the actions that it names, and nothing else."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from procore_mcp.api.messages import Json
from procore_mcp.catalog.catalog import Catalog
from procore_mcp.catalog.search import Search
from procore_mcp.catalog.tool import Action, Workflow
from procore_mcp.engine.answer import Answer
from procore_mcp.engine.session import Session

Arguments = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Run:
    """`act` gives Procore's whole record, not a view of it; `call` runs any tool as the session may."""

    workflow: Workflow
    session: Session
    catalog: Catalog
    search: Search
    call: Callable[[str, Arguments], Awaitable[Answer]]
    send: Callable[[Action, Arguments], Awaitable[Json]]

    async def act(self, name: str, arguments: Arguments) -> Json:
        """Raises PermissionError for an action that the workflow's file does not name: a mistake in our own code."""
        action = self.catalog.resolve(name)
        if name not in self.workflow.uses or not isinstance(action, Action):
            raise PermissionError(f"{self.workflow.name} does not name {name} in `uses`")
        return await self.send(action, arguments)


WorkflowFunction = Callable[[Run, Arguments], Awaitable[Answer]]
