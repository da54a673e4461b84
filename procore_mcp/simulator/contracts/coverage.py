"""What the simulated Procore can answer, and how sure it is of it."""

from __future__ import annotations

from dataclasses import dataclass

from procore_mcp.simulator.contracts.load import load_contracts
from procore_mcp.simulator.contracts.model import Action, Verified
from procore_mcp.simulator.json_types import Json, Record


@dataclass(frozen=True, slots=True)
class Covered:
    """One resource. `verified` tells where its facts are from: documents, a live Procore, or assumptions."""

    resource: str
    verified: Verified
    actions: tuple[Action, ...]
    notes: tuple[str, ...]

    def as_json(self) -> Record:
        actions: list[Json] = [
            {"verb": action.verb, "method": action.method, "path": action.path} for action in self.actions
        ]
        notes: list[Json] = [*self.notes]
        return {"resource": self.resource, "verified": self.verified, "actions": actions, "notes": notes}


def coverage() -> tuple[Covered, ...]:
    """Every resource that has a contract, by name."""
    contracts = sorted(load_contracts().values(), key=lambda contract: contract.name)
    return tuple(Covered(item.name, item.verified, item.actions, item.notes) for item in contracts)
