"""Locks with a lease, as SQL. Each function runs inside the caller's transaction."""

from __future__ import annotations

from sqlite3 import Connection


def seize(db: Connection, key: str, owner: str, *, now: float, lease: float) -> bool:
    """True when `owner` holds the lock now: it was free, or its holder let the lease run out."""
    db.execute("DELETE FROM locks WHERE expires_at <= ?", (now,))
    row = (key, owner, now + lease)
    return db.execute("INSERT OR IGNORE INTO locks (key, owner, expires_at) VALUES (?, ?, ?)", row).rowcount == 1


def release(db: Connection, key: str, owner: str) -> None:
    """Leaves the lock alone when somebody else got it after the lease of `owner` ran out."""
    db.execute("DELETE FROM locks WHERE key = ? AND owner = ?", (key, owner))
