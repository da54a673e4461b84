"""What the data file says about the money of a job."""

from __future__ import annotations

from procore_mcp.simulator.world.data import Facts, load

Line = tuple[str, str, int]
Change = tuple[str, str, str, int, int]
"""Budget code, commitment (or none), description, cost, and what the owner pays for it."""


class PrimeFacts(Facts):
    number: str
    title: str
    owner: str
    architect: str
    original: int
    fee_on: str
    retainage: int
    paid_percent: list[int]
    inclusions: str
    exclusions: str


class CommitmentFacts(Facts):
    key: str
    number: str
    vendor: str
    title: str
    status: str
    signed: int
    paid_percent: list[int]
    retainage: int
    lines: list[Line]

    @property
    def is_order(self) -> bool:
        return self.number.startswith("PO")


class EventFacts(Facts):
    title: str
    text: str
    reason: str
    type: str
    scope: str
    status: str
    ago: int
    cost: str
    lines: list[Change]
    deleted: bool = False


class RequestFacts(Facts):
    title: str
    events: list[int]


class OwnerChangeFacts(Facts):
    title: str
    status: str
    ago: int
    requests: list[RequestFacts]


class BudgetChangeFacts(Facts):
    title: str
    status: str
    ago: int
    moves: list[tuple[str, int]]


class DirectCostFacts(Facts):
    staff: list[str]
    purchases: list[tuple[str, str, str, str, int]]


class FinanceFacts(Facts):
    cost_types: list[tuple[str, str, str]]
    budget: dict[str, int]
    codes_without_budget: list[str]
    prime: PrimeFacts
    commitments: list[CommitmentFacts]
    change_events: list[EventFacts]
    owner_changes: list[OwnerChangeFacts]
    budget_changes: list[BudgetChangeFacts]
    transfers: list[tuple[str, str, int, int, str]]
    direct_costs: DirectCostFacts


def finance_facts() -> FinanceFacts:
    return load("finance/alder.json", FinanceFacts)
