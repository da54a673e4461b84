"""Every action, asked for with what its contract allows and with what nobody should send: it always has an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from procore_mcp.simulator.contracts import Action, Contract, Field, Shape, load_contracts
from procore_mcp.simulator.introduction import Facts
from procore_mcp.simulator.simulator import Simulator
from tests.simulator.visitor import Visitor

STRANGE: list[Any] = [
    *(None, True, 0, -1, 2**63, 10**30, 1.5, 1e308, "", "é😀", "²", "9" * 5_000, "1e999999999", "NaN", "x" * 3_000),
    *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-13-45", "20260921T101010Z", "A > B", "size:x"),
    *([], {}, [None], [[]], [{}], {"id": {"id": []}}, ["a", 1, None, {}], "../..", "1,2,3", "<b>"),
]
PLAIN: dict[str, list[Any]] = {
    "string": ["Level 2", "7", "A > B", "10:30"],
    "number": [1, 2.5, "100.00", "-3"],
    "boolean": [True, False],
    "date": ["2026-09-21", "0001-01-01"],
    "date-time": ["2026-09-21T10:00:00Z", "9999-12-31T23:59:59-14:00"],
    "any": STRANGE,
}
PATHS = ["²", "9" * 5_000, "-1", "0", "é", "a b", "%00", "1;2"]


@dataclass
class Stranger:
    """Makes up requests; `strange` is the share of values that no contract allows."""

    dice: Random
    simulator: Simulator
    facts: Facts
    strange: float

    def path(self, contract: Contract, action: Action) -> str:
        segments = [
            self.segment(contract, action, part[1:-1]) if part.startswith("{") else part
            for part in action.path.split("/")
        ]
        return quote("/".join(segments))

    def segment(self, contract: Contract, action: Action, name: str) -> str:
        if self.dice.random() < self.strange / 2:
            return self.dice.choice(PATHS)
        words = action.path_words.get(name)
        return self.dice.choice(words) if words else str(self.scope(name) or self.someone_of(contract, name))

    def scope(self, name: str) -> int | None:
        return {"company_id": self.facts.company_id, "project_id": self.facts.project_id}.get(name)

    def someone_of(self, contract: Contract, name: str) -> int:
        """A record of the project, most of the time of the right kind."""
        parent = contract.parent
        collection = parent.collection if parent and parent.parameter == name else contract.name
        rows = [row.id for row in self.simulator.store.owned(collection, "_project_id", self.facts.project_id)]
        return self.dice.choice(rows or [1])

    def query(self, action: Action) -> str:
        sent: list[tuple[str, str]] = []
        for parameter in action.query.values():
            if parameter.required or self.dice.random() < 0.15:
                span = "2026-01-01...2026-12-31" if parameter.shape.span != "none" else None
                value = self.scope(parameter.name) or span or self.value(parameter.shape)
                values: list[Any] = value if isinstance(value, list) else [value]
                texts = (one if isinstance(one, str) else json.dumps(one) for one in values)
                sent += [(parameter.name, text) for text in texts]
        return urlencode(sent)

    def body(self, action: Action) -> Any:
        body = action.body
        if body is None:
            return None
        if self.dice.random() < self.strange / 5:
            return self.dice.choice([*STRANGE, 1])
        fields = self.fields(body.fields)
        if body.bare_list:
            return fields.get(body.bare_list, [])
        beside = {name: self.scope(name) or value for name, value in self.fields(body.beside).items()}
        return ({body.wrapper: fields} if body.wrapper else fields) | beside

    def fields(self, fields: Mapping[str, Field]) -> dict[str, Any]:
        sent = [field for field in fields.values() if field.required or self.dice.random() < 0.4]
        return {field.name: self.value(field.shape) for field in sent}

    def value(self, shape: Shape) -> Any:
        if self.dice.random() < self.strange:
            return self.dice.choice(STRANGE)
        if shape.many:
            return [self.value(replace(shape, many=False)) for _ in range(self.dice.randrange(3))]
        if shape.kind == "object":
            return self.fields(shape.fields)
        if shape.kind == "word":
            return self.dice.choice(shape.words)
        number = self.dice.choice([1, 2, self.facts.user_id])
        choices: Sequence[Any] = PLAIN.get(shape.kind, [number if shape.kind == "integer" else str(number)])
        return self.dice.choice(choices)


@pytest.mark.anyio
@pytest.mark.parametrize("strange", [0.0, 0.03, 0.3])
async def test_every_action_has_an_answer_to_whatever_it_is_asked(
    strange: float, simulator: Simulator, procore: Visitor
) -> None:
    stranger = Stranger(Random(f"{strange}"), simulator, procore.facts, strange)  # noqa: S311  repeats itself
    answered: set[int] = set()
    for contract in load_contracts().values():
        for action in contract.actions:
            simulator.rates.clear()
            where = f"{stranger.path(contract, action)}?{stranger.query(action)}"
            body = stranger.body(action)
            content = b"" if body is None else json.dumps(body).encode()
            kind = {"Content-Type": "application/json"}
            answer = await procore.client.request(action.method, where, content=content, headers=kind)
            told = f"{action.method} {where[:300]} {content[:1_000]!r} -> {answer.text[:300]}"
            assert answer.status_code < 500, told
            if answer.headers.get("content-type", "").startswith("application/json"):
                json.loads(answer.content, parse_constant=pytest.fail)
            answered.add(answer.status_code)
    assert {200, 201, 400, 404} <= answered
