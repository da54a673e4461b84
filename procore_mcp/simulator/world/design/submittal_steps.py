"""How far a submittal has come: from the subcontractor through the site office to the designers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

_ALLOWED = {1: 10, 2: 3, 3: 10}  # working days for the subcontractor, the site office and the designers
_SLOW = 0.4  # the part of the designers who take far longer than they should
_SUBMITTED = ("Submitted", "")
_ANSWERS = [
    ("Approved", "No exceptions taken."),
    ("Approved as Noted", "Proceed with the comments on the marked-up sheets; no resubmittal needed."),
    ("Approved", "Reviewed for conformance with the design only."),
    ("Approved as Noted", "Confirm the clouded dimensions before fabrication."),
    ("Revise and Resubmit", "Details do not match the latest drawings. Correct and send again."),
]


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's turn; `sent` and `returned` are working days before today, None when that has not come."""

    key: str
    group: int
    sent: int | None
    returned: int | None
    answer: tuple[str, str] | None

    @property
    def allowed(self) -> int:
        return _ALLOWED[self.group]

    @property
    def is_waited_for(self) -> bool:
        return self.sent is not None and self.returned is None


@dataclass(frozen=True, slots=True)
class Course:
    """All turns of one submittal; `closed` is how many working days ago it was over."""

    turns: Sequence[Turn]
    closed: int | None

    @property
    def answer(self) -> str:
        """What the designers say together: the first word that is no plain approval."""
        given = [turn.answer[0] for turn in self.turns if turn.answer and turn.group == max(_ALLOWED)]
        return next((word for word in given if word != "Approved"), "Approved")


def play(dice: Random, people: tuple[str, str, Sequence[str]], age: int, *, settled: bool) -> Course:
    """The course of what the first of the people owed `age` working days ago; a settled one is not sent back."""
    submitter, office, reviewers = people
    if age < 0:
        return Course([Turn(key, group, None, None, None) for key, group in _in_order(people)], None)
    handed_in = age - dice.randrange(3)
    passed_on = handed_in - dice.randrange(1, 5)
    turns = [
        _turn((submitter, 1), age + _ALLOWED[1], handed_in, _SUBMITTED),
        _turn((office, 2), handed_in, passed_on, _SUBMITTED),
    ]
    backs: list[int] = []
    for key in reviewers:
        backs.append(passed_on - (dice.randrange(17, 27) if dice.random() < _SLOW else dice.randrange(4, 13)))
        answer = _ANSWERS[dice.randrange(len(_ANSWERS) - int(settled))]
        turns.append(_turn((key, 3), passed_on, backs[-1], answer))
    return Course(turns, _past(min(backs) - 1))


def _in_order(people: tuple[str, str, Sequence[str]]) -> list[tuple[str, int]]:
    return [(people[0], 1), (people[1], 2), *((key, 3) for key in people[2])]


def _turn(who: tuple[str, int], sent: int, returned: int, answer: tuple[str, str]) -> Turn:
    """Whatever lies ahead has not come."""
    back = _past(returned)
    return Turn(*who, _past(sent), back, None if back is None else answer)


def _past(age: int) -> int | None:
    return age if age >= 0 else None
