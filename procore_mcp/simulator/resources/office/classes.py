"""Which class serves which resource of the offices."""

from __future__ import annotations

from collections.abc import Mapping

from procore_mcp.simulator.resources.office.firms import Vendors
from procore_mcp.simulator.resources.office.inactive import CompanyInactiveUsers, ProjectInactiveUsers
from procore_mcp.simulator.resources.office.insurances import CompanyVendorInsurances, ProjectVendorInsurances
from procore_mcp.simulator.resources.office.lists import (
    CostCodes,
    NamedEntries,
    ProjectDates,
    ProjectStages,
    Roles,
    StandardCostCodes,
)
from procore_mcp.simulator.resources.office.templates import PermissionTemplateAssignments, ProjectPermissionTemplates
from procore_mcp.simulator.resources.resource import Resource

OFFICE: Mapping[str, type[Resource]] = {
    "company_inactive_users": CompanyInactiveUsers,
    "company_vendor_insurances": CompanyVendorInsurances,
    "cost_codes": CostCodes,
    "departments": NamedEntries,
    "offices": NamedEntries,
    "permission_template_assignments": PermissionTemplateAssignments,
    "project_bid_types": NamedEntries,
    "project_dates": ProjectDates,
    "project_inactive_users": ProjectInactiveUsers,
    "project_owner_types": NamedEntries,
    "project_permission_templates": ProjectPermissionTemplates,
    "project_regions": NamedEntries,
    "project_stages": ProjectStages,
    "project_vendor_insurances": ProjectVendorInsurances,
    "project_types": NamedEntries,
    "roles": Roles,
    "standard_cost_codes": StandardCostCodes,
    "vendors": Vendors,
}
