"""What a check found."""

from __future__ import annotations


class Problem(Exception):
    """The first thing that does not add up. `place` is the path to it, `params.status` for example; it grows on the
    way up. Raised, not returned: a thousand tools without problems are checked at every start."""

    def __init__(self, place: str, says: str, fix: str) -> None:
        super().__init__(says)
        self.place = place
        self.says = says
        self.fix = fix

    def under(self, place: str) -> Problem:
        """The same problem, seen from further up."""
        return Problem(f"{place}.{self.place}" if self.place else place, self.says, self.fix)
