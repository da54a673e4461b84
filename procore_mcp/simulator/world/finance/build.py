"""Builds the money of a job: contracts first, as changes belong to them, then the budget and what is paid directly."""

from __future__ import annotations

from procore_mcp.simulator.world.finance.budget import build_budget
from procore_mcp.simulator.world.finance.change_events import build_change_events
from procore_mcp.simulator.world.finance.change_orders import build_change_orders
from procore_mcp.simulator.world.finance.codes import build_codes
from procore_mcp.simulator.world.finance.commitments import build_commitments
from procore_mcp.simulator.world.finance.direct_costs import build_direct_costs
from procore_mcp.simulator.world.finance.facts import finance_facts
from procore_mcp.simulator.world.finance.ledger import Ledger
from procore_mcp.simulator.world.finance.lists import build_lists
from procore_mcp.simulator.world.finance.prime import build_prime
from procore_mcp.simulator.world.job import Job


def build_finance(job: Job) -> None:
    facts = finance_facts()
    ledger = Ledger(job, facts, build_codes(job, facts))
    build_prime(ledger)
    build_commitments(ledger)
    events = build_change_events(ledger, build_lists(job))
    build_change_orders(ledger, events)
    build_budget(ledger)
    build_direct_costs(ledger)
