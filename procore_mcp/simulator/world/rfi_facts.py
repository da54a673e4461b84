"""What the data files say about RFIs and their answers."""

from __future__ import annotations

from procore_mcp.simulator.world.data import Facts, load

_DUE_AFTER = 7  # working days, the contract's review period for questions


class AnswerFacts(Facts):
    by: str
    after: int
    official: bool
    text: str


class RfiFacts(Facts):
    """`age` counts working days before today; `after`, `due` and `closed` count from the opening."""

    age: int
    subject: str
    by: str
    to: list[str]
    vendor: str
    spec: str
    drawing: str | None
    where: str
    code: str
    question: str
    answers: list[AnswerFacts]
    cost: tuple[str, str | None]
    schedule: tuple[str, int | None]
    creator: str | None = None
    closed: int | None = None
    due: int = _DUE_AFTER
    draft: bool = False
    private: bool = False
    required: tuple[str, ...] = ()
    attach: tuple[str, ...] = ()
    reply_attach: tuple[str, ...] = ()
    revision: int = 0
    revised: bool = False
    recycled: int | None = None


def load_rfis(project: str) -> list[RfiFacts]:
    if project in {"alder", "harrow"}:
        return load(f"{project}_rfis.json", list[RfiFacts])
    return load("other_rfis.json", dict[str, list[RfiFacts]])[project]
