"""Whatever is done in whatever order: the simulator and a simple model agree."""

from __future__ import annotations

from typing import Any

import anyio
import httpx2
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from procore_mcp.simulator.clock import SteppableClock
from procore_mcp.simulator.introduction import introduce
from procore_mcp.simulator.simulator import Simulator
from procore_mcp.simulator.world import World, build_world
from tests.simulator.conftest import TODAY
from tests.simulator.kinds import KINDS, Kind

NOON = 1_789_992_000.0
LABELS = st.text("abc XYZ-42é", min_size=1, max_size=30).map(str.strip).filter(bool)
_WORLD: World = build_world(1, TODAY)


class AnyOrder(RuleBasedStateMachine):
    """`labels` is the model: what was made and not thrown away; `thrown` what lies in the bin."""

    kind: Kind
    made = Bundle("made")

    def __init__(self) -> None:
        super().__init__()
        self.simulator = Simulator(_WORLD, SteppableClock(NOON))
        self.facts = introduce(self.simulator)
        self.before = set(self.listed())
        self.labels: dict[int, str] = {}
        self.thrown: dict[int, str] = {}

    def ask(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        self.simulator.rates.clear()
        address, _, asked_for = path.partition("?")
        query = "&".join(filter(None, (self.kind.query, asked_for)))
        where = f"{address}?{query}".format(company=self.facts.company_id, project=self.facts.project_id)
        headers = {
            "Authorization": f"Bearer {self.facts.access_token}",
            "Procore-Company-Id": str(self.facts.company_id),
        }

        async def asked() -> httpx2.Response:
            transport = httpx2.ASGITransport(app=self.simulator.api_app)
            async with httpx2.AsyncClient(transport=transport, base_url="https://api.procore.test") as client:
                extra = {} if body is None else {"json": body}
                return await client.request(method, where, headers=headers, **extra)

        return anyio.run(asked)

    def listed(self, path: str | None = None, per_page: int = 100) -> dict[int, str]:
        """Every page; grouped lists are opened."""
        found: dict[int, str] = {}
        for page in range(1, 200):
            answer = self.ask("GET", f"{path or self.kind.path}?page={page}&per_page={per_page}")
            assert answer.status_code == 200, answer.text
            rows = opened(answer.json())
            assert not found.keys() & {row["id"] for row in rows}, "a record came twice"
            found |= {row["id"]: row[self.kind.label] for row in rows}
            if len(rows) < per_page:
                break
        return found

    @rule(target=made, label=LABELS)
    def create(self, label: str) -> Any:
        answer = self.ask("POST", self.kind.path, self.kind.body(label, self.facts))
        assert answer.status_code in {200, 201}, answer.text
        number = answer.json()["id"]
        assert number not in self.labels.keys() | self.thrown.keys() | self.before
        self.labels[number] = label
        return number

    @rule(number=made, label=LABELS)
    def update(self, number: int, label: str) -> None:
        answer = self.ask("PATCH", f"{self.kind.path}/{number}", self.kind.change(label, self.facts))
        assert (answer.status_code == 200) is (number in self.labels), answer.text
        if number in self.labels:
            self.labels[number] = label

    @rule(number=made)
    def throw_away(self, number: int) -> None:
        method, after = self.kind.removed_by
        answer = self.ask(method, f"{self.kind.path}/{number}{after}")
        assert answer.is_success is (number in self.labels), answer.text
        if number in self.labels:
            self.thrown[number] = self.labels.pop(number)

    @rule(number=made)
    def bring_back(self, number: int) -> None:
        if self.kind.restored_by is None:
            return
        method, after = self.kind.restored_by
        answer = self.ask(method, f"{self.kind.path}/{number}{after}")
        assert answer.is_success is (number in self.thrown), answer.text
        if number in self.thrown:
            self.labels[number] = self.thrown.pop(number)

    @rule(number=made)
    def show(self, number: int) -> None:
        answer = self.ask("GET", f"{self.kind.path}/{number}")
        if number in self.labels:
            assert answer.json()[self.kind.label] == self.labels[number]
        else:
            assert answer.status_code == 404

    @rule(number=st.integers(1, 2**53))
    def show_nothing(self, number: int) -> None:
        assert self.ask("GET", f"{self.kind.path}/{number}").status_code == 404

    @rule(per_page=st.integers(1, 60))
    def list_in_pages(self, per_page: int) -> None:
        assert self.without_the_others(self.listed(per_page=per_page)) == self.labels

    @invariant()
    def the_bin_holds_what_was_thrown_away(self) -> None:
        if self.kind.bin:
            found = self.listed(self.kind.bin)
            assert {number: found.get(number) for number in self.thrown} == self.thrown
            assert not found.keys() & self.labels.keys()

    def without_the_others(self, found: dict[int, str]) -> dict[int, str]:
        assert self.before <= found.keys()
        return {number: label for number, label in found.items() if number not in self.before}

    def teardown(self) -> None:
        self.list_in_pages(100)


def opened(rows: Any) -> list[Any]:
    """The records of a list, in groups or not."""
    inner = [part for row in rows if "group_title" in row for part in row.values() if isinstance(part, list)]
    return [record for part in inner for record in part] if inner else rows


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_any_order_of_writes_and_reads_agrees_with_the_model(kind: Kind) -> None:
    machine = type(f"AnyOrderOf{kind.name.title()}", (AnyOrder,), {"kind": kind})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=8, stateful_step_count=25, deadline=None, derandomize=True)
    )
