"""Published messages, as SQL. Each function runs inside the caller's transaction."""

from __future__ import annotations

from sqlite3 import Connection

RETENTION = 300.0  # seconds that a slow subscriber has to fetch a message
MOST_KEPT = 1_000  # messages, over all channels


def append(db: Connection, channel: str, body: bytes, *, now: float) -> None:
    row = db.execute("INSERT INTO messages (channel, body, published_at) VALUES (?, ?, ?)", (channel, body, now))
    oldest = (row.lastrowid or 0) - MOST_KEPT
    db.execute("DELETE FROM messages WHERE id <= ? OR published_at <= ?", (oldest, now - RETENTION))


def newest(db: Connection) -> int:
    """The number of the last message; 0 when none is left, as every later one has a higher number."""
    (number,) = db.execute("SELECT coalesce(max(id), 0) FROM messages").fetchone()
    return int(number)


def after(db: Connection, channel: str, seen: int) -> list[tuple[int, bytes]]:
    """`(number, body)` of what came on `channel` after message `seen`, oldest first."""
    rows = db.execute("SELECT id, body FROM messages WHERE channel = ? AND id > ? ORDER BY id", (channel, seen))
    return [(int(number), bytes(body)) for number, body in rows]
