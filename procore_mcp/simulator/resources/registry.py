"""Which class serves which resource."""

from __future__ import annotations

from procore_mcp.simulator.contracts import load_contracts
from procore_mcp.simulator.resources.companies import Companies, CompanyBaseUrl, Me
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.directory import ProjectUsers, ProjectVendors
from procore_mcp.simulator.resources.projects import Projects
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.rfis import Rfis

_CLASSES: dict[str, type[Resource]] = {
    "companies": Companies,
    "company_base_url": CompanyBaseUrl,
    "me": Me,
    "project_users": ProjectUsers,
    "project_vendors": ProjectVendors,
    "projects": Projects,
    "rfis": Rfis,
    "rfi_replies": Resource,
    "vendors": Resource,
    "tools": Resource,
    "meeting_categories": Resource,
}


def build_resources(desk: Desk) -> dict[str, Resource]:
    """Every contract with the class that serves it."""
    contracts = load_contracts()
    return {name: serve(contracts[name], desk) for name, serve in _CLASSES.items()}
