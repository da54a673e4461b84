"""What went wrong at a Redis server, in words."""

from __future__ import annotations

from redis.exceptions import (
    AuthenticationError,
    BusyLoadingError,
    MasterDownError,
    NoPermissionError,
    OutOfMemoryError,
    ReadOnlyError,
    RedisError,
    ResponseError,
    TryAgainError,
)
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from procore_mcp.errors import StateUnavailable

LOST = (RedisConnectionError, RedisTimeoutError, OSError)
TURNED_AWAY = (BusyLoadingError, ReadOnlyError, MasterDownError, TryAgainError)  # before the command ran; it passes
HOPELESS = (AuthenticationError, NoPermissionError)

_CAUSES: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
    (
        AuthenticationError,
        "does not accept the user name or password",
        "Correct PROCORE_STATE_URL; signs such as @, : or / in a password are percent-encoded.",
    ),
    (
        NoPermissionError,
        "does not let this user run all the commands that are needed",
        "Allow its user +@read +@write +@scripting +@pubsub on keys and channels with the prefix of this server.",
    ),
    (BusyLoadingError, "is still loading its data", "Wait until it has started; nothing needs to be restarted."),
    (
        (ReadOnlyError, MasterDownError),
        "only takes reads now, as it is a replica or changes roles",
        "Point PROCORE_STATE_URL at the primary, or at a name that follows it.",
    ),
    (OutOfMemoryError, "is full", "Raise its maxmemory, and keep maxmemory-policy at noeviction."),
    (RedisTimeoutError, "does not answer in time", "Look after its load, and the network between."),
    (
        LOST,
        "cannot be reached",
        "Start it, or correct PROCORE_STATE_URL. This server goes on by itself when it is back.",
    ),
    (ResponseError, "refuses to work", "Look into its log; a full disk under its snapshots is the usual cause."),
)


def root(error: RedisError | OSError) -> RedisError | OSError:
    """What happened while a connection was made comes wrapped, for example the refusal of a password."""
    inner = error.__cause__
    return inner if type(error) is RedisConnectionError and isinstance(inner, RedisError) else error


def unavailable(place: str, error: RedisError | OSError) -> StateUnavailable:
    """`place` is an address without a password. The library's own words stay out: they may repeat what was sent."""
    cause, hint = next(
        (cause, hint) for kind, cause, hint in _CAUSES if isinstance(error, kind) or kind is ResponseError
    )
    return StateUnavailable(f"The state store {place} {cause}.", hint=hint)
