"""What a client has to know to start: addresses, an app, a signed-in person, and where the work is."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from procore_mcp.simulator.interior import Interior
from procore_mcp.simulator.json_types import number_of
from procore_mcp.simulator.store import Stored

_PAPERS = ("rfis", "submittals", "meetings")


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the first line of `procore-mcp simulator` prints; tokens open nothing but this simulator."""

    api_url: str
    login_url: str
    storage_url: str
    client_id: str
    client_secret: str
    redirect_uri: str
    access_token: str
    refresh_token: str
    user_id: int
    user_name: str
    user_login: str
    company_id: int
    project_id: int

    def __repr__(self) -> str:
        return f"Facts(api_url={self.api_url!r}, login_url={self.login_url!r}, storage_url={self.storage_url!r})"

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)


def introduce(simulator: Interior) -> Facts:
    """Signs the world's first person in anew, in the project that has the most to show."""
    person = next(iter(simulator.people.values()))
    pair = simulator.sign_in(person.id)
    project = _busiest_project(simulator, person.id)
    client, origins = simulator.client, simulator.origins
    return Facts(
        api_url=origins.api,
        login_url=origins.login,
        storage_url=origins.storage,
        client_id=client.id,
        client_secret=client.secret,
        redirect_uri=client.redirect_uris[0],
        access_token=pair.access_token,
        refresh_token=pair.refresh_token or "",
        user_id=person.id,
        user_name=person.name,
        user_login=person.login,
        company_id=number_of(project.data, "_company_id") if project else 0,
        project_id=project.id if project else 0,
    )


def _busiest_project(simulator: Interior, person_id: int) -> Stored | None:
    mine = [row for row in simulator.store.all("projects") if _is_on(row, person_id)]
    return max(mine, key=lambda row: _work_in(simulator, row.id), default=None)


def _work_in(simulator: Interior, project_id: int) -> int:
    """How many papers there are to work on."""
    return sum(len(list(simulator.store.owned(name, "_project_id", project_id))) for name in _PAPERS)


def _is_on(project: Stored, person_id: int) -> bool:
    visible_to = project.data.get("_visible_to")
    return not isinstance(visible_to, list) or person_id in visible_to
