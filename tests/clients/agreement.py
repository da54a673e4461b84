"""Whether all clients see the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from tests.clients.plan import Call, JsonObject, Plan, Report


@dataclass
class Agreement:
    """What the clients so far have seen; the first one sets the measure."""

    tools: list[JsonObject] = field(default_factory=list[JsonObject])
    answers: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])

    def objections(self, plan: Plan, report: Report) -> list[str]:
        """In what `report` differs from the plan or from the clients before; nothing when all is well."""
        self.tools = self.tools or report.tools
        found = [] if report.tools and report.tools == self.tools else ["another list of tools"]
        if len(report.answers) != len(plan.calls):
            return [*found, f"{len(report.answers)} answers to {len(plan.calls)} calls"]
        for call, answer in zip(plan.calls, report.answers, strict=True):
            found += self._about(call, answer)
        return found

    def _about(self, call: Call, answer: JsonObject) -> list[str]:
        measure = self.answers.setdefault(json.dumps([call.tool, call.arguments]), answer)
        if answer["isError"] != call.fails:
            return [f"{call.tool} {'fails' if answer['isError'] else 'should fail'}: {_short(answer)}"]
        return [] if answer == measure else [f"{call.tool} gives {_short(answer)} instead of {_short(measure)}"]


def _short(answer: JsonObject) -> str:
    return json.dumps(answer, ensure_ascii=False)[:500]
