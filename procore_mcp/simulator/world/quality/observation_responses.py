"""What those who were asked answered, and how that was received."""

from __future__ import annotations

from procore_mcp.simulator.json_types import Record
from procore_mcp.simulator.world.job import Job
from procore_mcp.simulator.world.quality.observation_facts import Seen

_STEPS = {
    "initiated": [],
    "ready_for_review": ["ready_for_review"],
    "not_accepted": ["ready_for_review", "not_accepted"],
    "closed": ["ready_for_review", "closed"],
}
_WORDS = {
    "ready_for_review": "Put right, please look.",
    "not_accepted": "Not as required yet, see the note.",
    "closed": "Seen and accepted.",
}


def build_responses(job: Job, seen: Seen, observation: Record) -> None:
    for step, state in enumerate(_STEPS[seen.state]):
        _answer(job, seen, observation, state, step)


def _answer(job: Job, seen: Seen, observation: Record, state: str, step: int) -> None:
    by = job.person(seen.to if state == "ready_for_review" else "leah")
    moment = job.moment(job.scaffold.days.ago(max(seen.age - 2 * (step + 1), 0)), "afternoon", "observations")
    job.scaffold.add(
        "observation_responses",
        {
            "id": job.mint("observation_responses"),
            "item_id": observation["id"],
            "status": state.replace("_", " ").title(),
            "comment": _WORDS[state],
            "created_at": moment,
            "updated_at": moment,
            "created_by_name": by["name"],
            "created_by": {"id": by["id"], "name": by["name"]},
            "attachments": [],
            "_observation_id": observation["id"],
            **job.owner,
        },
    )
    observation["updated_at"] = moment
