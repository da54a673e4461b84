"""Someone who calls the simulated API and knows their way around the demo company."""

from __future__ import annotations

from typing import Any

import httpx2

from procore_mcp.simulator.introduction import Facts

ANYONE = "http://anyone.test"


class Visitor:
    """Paths may name `{company}` and `{project}`; bodies too, as the strings "{company}" and "{project}"."""

    def __init__(self, client: httpx2.AsyncClient, facts: Facts) -> None:
        self.client = client
        self.facts = facts

    async def ask(self, method: str, path: str, body: Any = None, **headers: str) -> httpx2.Response:
        where = path.format(company=self.facts.company_id, project=self.facts.project_id)
        extra = {name.replace("_", "-"): value for name, value in headers.items()}
        if body is None:
            return await self.client.request(method, where, headers=extra)
        return await self.client.request(method, where, json=body, headers=extra)

    async def get(self, path: str, **headers: str) -> Any:
        """The parsed body of an answer that must be 200."""
        answer = await self.ask("GET", path, **headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def someone(self, name: str = "Dale") -> int:
        """The id of a person on the project."""
        found = await self.get(f"/rest/v1.0/projects/{{project}}/users?filters[search]={name}&view=compact")
        return found[0]["id"]

    async def new_rfi(self, **fields: Any) -> httpx2.Response:
        """Creates a complete RFI unless fields say otherwise; a field that is None is left out."""
        rfi: dict[str, Any] = {
            "subject": "Slab edge at stair 2",
            "question": {"body": "Which detail applies?"},
            "rfi_manager_id": self.facts.user_id,
            "assignee_ids": [await self.someone()],
        }
        sent = {name: value for name, value in (rfi | fields).items() if value is not None}
        return await self.ask("POST", "/rest/v1.0/projects/{project}/rfis", {"rfi": sent})
