"""Which class serves which resource of the financial tools."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.finance.budget import (
    BudgetChanges,
    BudgetLineItems,
    BudgetModifications,
    Budgets,
    BudgetViews,
)
from procore_mcp.simulator.resources.finance.budget_details import BudgetDetails
from procore_mcp.simulator.resources.finance.budget_rows import BudgetRows
from procore_mcp.simulator.resources.finance.change_events import ChangeEvents
from procore_mcp.simulator.resources.finance.change_orders import Packages, PotentialChangeOrders, Requests
from procore_mcp.simulator.resources.finance.contracts import (
    CommitmentContracts,
    Contract,
    ContractLines,
    PrimeContracts,
)
from procore_mcp.simulator.resources.finance.direct_costs import DirectCosts
from procore_mcp.simulator.resources.finance.order_lines import OrderLines
from procore_mcp.simulator.resources.finance.payments import ContractPayments
from procore_mcp.simulator.resources.resource import Resource

FINANCE: Mapping[str, type[Resource]] = {
    "budget_changes": BudgetChanges,
    "budget_details": BudgetDetails,
    "budget_line_items": BudgetLineItems,
    "budget_modifications": BudgetModifications,
    "budget_rows": BudgetRows,
    "budget_views": BudgetViews,
    "budgets": Budgets,
    "change_events": ChangeEvents,
    "change_order_packages": Packages,
    "change_order_requests": Requests,
    "commitment_contracts": CommitmentContracts,
    "commitment_line_items": ContractLines,
    "contract_payments": ContractPayments,
    "direct_costs": DirectCosts,
    "potential_change_order_line_items": OrderLines,
    "potential_change_orders": PotentialChangeOrders,
    "prime_contract_line_items": ContractLines,
    "prime_contracts": PrimeContracts,
    "purchase_order_contracts": Contract,
    "work_order_contracts": Contract,
}
