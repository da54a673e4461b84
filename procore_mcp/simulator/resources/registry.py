"""Which class serves which resource."""

from __future__ import annotations

from procore_mcp.simulator.contracts import load_contracts
from procore_mcp.simulator.resources.companies import Companies, CompanyBaseUrl, Me
from procore_mcp.simulator.resources.company_users import CompanyUsers
from procore_mcp.simulator.resources.coordination_issues import CoordinationIssues
from procore_mcp.simulator.resources.daily.classes import DAILY
from procore_mcp.simulator.resources.design.classes import DESIGN
from procore_mcp.simulator.resources.desk import Desk
from procore_mcp.simulator.resources.directory import ProjectUsers, ProjectVendors
from procore_mcp.simulator.resources.files import Files
from procore_mcp.simulator.resources.finance.classes import FINANCE
from procore_mcp.simulator.resources.folders import Folders
from procore_mcp.simulator.resources.meeting_attendees import MeetingAttendees
from procore_mcp.simulator.resources.meeting_categories import MeetingCategories
from procore_mcp.simulator.resources.meeting_topics import MeetingTopics
from procore_mcp.simulator.resources.meetings import Meetings
from procore_mcp.simulator.resources.new_files import DocumentRevisions, FileVersions
from procore_mcp.simulator.resources.office.classes import OFFICE
from procore_mcp.simulator.resources.permissions import Permissions
from procore_mcp.simulator.resources.projects import Projects
from procore_mcp.simulator.resources.quality.classes import QUALITY
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.resources.rfi_replies import RfiReplies
from procore_mcp.simulator.resources.rfis import Rfis
from procore_mcp.simulator.resources.schedule.classes import SCHEDULE
from procore_mcp.simulator.resources.site.classes import SITE
from procore_mcp.simulator.resources.uploads import UploadsResource
from procore_mcp.simulator.resources.webhooks.classes import WEBHOOKS

_OWN_CLASS: dict[str, type[Resource]] = {
    **DAILY,
    **DESIGN,
    **FINANCE,
    **OFFICE,
    **QUALITY,
    **SCHEDULE,
    **SITE,
    **WEBHOOKS,
    "companies": Companies,
    "company_base_url": CompanyBaseUrl,
    "company_users": CompanyUsers,
    "coordination_issues": CoordinationIssues,
    "company_uploads": UploadsResource,
    "document_revisions": DocumentRevisions,
    "file_versions": FileVersions,
    "files": Files,
    "folders": Folders,
    "me": Me,
    "meeting_attendees": MeetingAttendees,
    "meeting_categories": MeetingCategories,
    "meeting_topics": MeetingTopics,
    "meetings": Meetings,
    "permissions": Permissions,
    "project_users": ProjectUsers,
    "project_vendors": ProjectVendors,
    "project_uploads": UploadsResource,
    "projects": Projects,
    "rfi_replies": RfiReplies,
    "rfis": Rfis,
}


def build_resources(desk: Desk) -> dict[str, Resource]:
    """Every contract with the class that serves it; most need none of their own."""
    return {name: _OWN_CLASS.get(name, Resource)(contract, desk) for name, contract in load_contracts().items()}
