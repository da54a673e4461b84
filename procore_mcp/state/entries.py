"""Keys and values with expiry, as SQL. Each function runs inside the caller's transaction."""

from __future__ import annotations

from sqlite3 import Connection


def read(db: Connection, key: str, *, now: float) -> bytes | None:
    row = db.execute(
        "SELECT value FROM entries WHERE key = ? AND (expires_at IS NULL OR expires_at > ?)", (key, now)
    ).fetchone()
    return None if row is None else bytes(row[0])


def write(db: Connection, key: str, value: bytes, *, now: float, ttl: float | None) -> None:
    """Clears away what has expired as well, so that the file does not grow for ever."""
    db.execute("DELETE FROM entries WHERE expires_at <= ?", (now,))
    expires_at = None if ttl is None else now + ttl
    db.execute("INSERT OR REPLACE INTO entries (key, value, expires_at) VALUES (?, ?, ?)", (key, value, expires_at))


def take(db: Connection, key: str, *, now: float) -> bytes | None:
    value = read(db, key, now=now)
    db.execute("DELETE FROM entries WHERE key = ?", (key,))
    return value


def swap(db: Connection, key: str, expected: bytes | None, value: bytes, *, now: float, ttl: float | None) -> bool:
    if read(db, key, now=now) != expected:
        return False
    write(db, key, value, now=now, ttl=ttl)
    return True


def keys(db: Connection, prefix: str, *, now: float) -> list[str]:
    rows = db.execute(
        "SELECT key FROM entries WHERE substr(key, 1, ?) = ? AND (expires_at IS NULL OR expires_at > ?)",
        (len(prefix), prefix, now),
    )
    return [str(key) for (key,) in rows]
