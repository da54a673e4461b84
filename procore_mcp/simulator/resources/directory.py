"""People and firms of a project: records of the company, seen from the project."""

from __future__ import annotations

from collections.abc import Iterable

from procore_mcp.simulator.json_types import is_list
from procore_mcp.simulator.resources.resource import Resource
from procore_mcp.simulator.rest.call import Call
from procore_mcp.simulator.store import Stored


class OnProject(Resource):
    """Records that list the projects they take part in."""

    def rows(self, call: Call) -> Iterable[Stored]:
        return self.desk.store.owned(self.collection, "_project_ids", call.project.id if call.project else 0)

    def holds(self, row: Stored, call: Call) -> bool:
        projects = row.data.get("_project_ids")
        return call.project is not None and is_list(projects) and call.project.id in projects


class ProjectUsers(OnProject):
    """The directory of a project."""

    collection = "users"


class ProjectVendors(OnProject):
    """The firms of a project."""

    collection = "vendors"
