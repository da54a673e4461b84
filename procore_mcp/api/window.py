"""One rate window as we know it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from procore_mcp.api.lesson import Reading

_SAME_PERIOD = 1.5  # seconds; a reset computed afresh for each answer may round to either neighbour


@dataclass(frozen=True, slots=True)
class Window:
    """`limit` tells windows apart. `resets_at` is server time; None: the present period was not described yet."""

    limit: int
    remaining: int
    resets_at: float | None = None

    @property
    def is_guessed_empty(self) -> bool:
        """Empty by our own counting alone, with no word about when that ends."""
        return self.remaining <= 0 and self.resets_at is None


def described(window: Window, reading: Reading, *, is_exact: bool) -> Window:
    """Take in what an answer says. Answers overtake each other, so unless `is_exact` the lower number is the later."""
    if is_exact or (window.resets_at is not None and reading.resets_at > window.resets_at + _SAME_PERIOD):
        return Window(window.limit, reading.remaining, reading.resets_at)
    if window.resets_at is not None and reading.resets_at < window.resets_at - _SAME_PERIOD:
        return window
    return Window(window.limit, min(window.remaining, reading.remaining), reading.resets_at)


def passed_over(window: Window, reading: Reading | None, *, is_exact: bool) -> Window:
    """Take in an answer that was counted here but described another window, or none.

    The described one is the nearer to its end, in share or in number (the documentation leaves open which): so at least
    the smaller of both is left here. That corrects a count that fell behind, and a window that no longer exists.
    """
    remaining = max(0, window.remaining - 1)
    if reading is not None and is_exact:
        share = window.limit * reading.remaining // reading.limit
        remaining = max(remaining, min(share, reading.remaining))
    return replace(window, remaining=remaining)


def counted(
    windows: tuple[Window, ...], reading: Reading | None, *, is_exact: bool, is_over: bool
) -> tuple[Window, ...]:
    """All windows after one more request ended; `is_over`: the described period has ended, only its limit is news."""
    news = None if is_over else reading
    told = tuple(_after(window, reading, news, is_exact=is_exact and not is_over) for window in windows)
    if reading is None or any(window.limit == reading.limit for window in windows):
        return told
    full = Window(reading.limit, reading.limit)
    return (*told, full if news is None else Window(reading.limit, reading.remaining, reading.resets_at))


def _after(window: Window, reading: Reading | None, news: Reading | None, *, is_exact: bool) -> Window:
    if reading is None or window.limit != reading.limit:
        return passed_over(window, news, is_exact=is_exact)
    return window if news is None else described(window, news, is_exact=is_exact)


def refreshed(window: Window) -> Window:
    """After its reset a window counts as full; when it ends next is for an answer to say."""
    return Window(window.limit, window.limit)
