"""Everything that this package raises on purpose.

ProcoreMcpError
├── BadSetting             a setting is wrong; the start stops
├── BadToolFile            a tool file does not add up; the start stops
├── BadDocument            an OpenAPI document cannot be read; nothing was written
├── CallRefused            we refused before anything was sent
│   ├── UnknownTool
│   ├── BadArguments
│   ├── NotAllowed         the safety ceiling of this session
│   ├── ConfirmationRefused
│   └── ForeignHost        a link or path leads away from Procore
├── SignInRequired         there is no usable grant
├── StateUnavailable       the store of what is shared does not answer; works again when it does
├── Unsealable             a kept secret was sealed with a key that is not set here, or was altered
├── CallFailed             it was sent, or tried
│   ├── ProcoreError       Procore answered with an error
│   │   └── RateLimited    the wait would be longer than the caller's patience
│   ├── AnswerTooLarge     it worked, and its answer does not fit into one message
│   ├── Unreachable        no answer, and nothing was changed
│   └── OutcomeUnknown     a write whose answer was lost
└── MissingExtra           an optional dependency is not installed

`kind` is the word that programs branch on; `message` names the cause; `hint` names the next step. None of the three
ever holds a token or a link with a query.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Details = Mapping[str, object]


class ProcoreMcpError(Exception):
    """Root of the tree."""

    kind: str = "UNEXPECTED_ERROR"

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def details(self) -> Details:
        """Facts beside kind, message and hint; JSON values only."""
        return {}

    def describe(self) -> dict[str, object]:
        """The error as callers see it: `{"kind", "message", "hint"?, ...details}` without empty values."""
        told: dict[str, object] = {
            "kind": self.kind,
            "message": self.message,
            "hint": self.hint,
            **self.details(),
        }
        return {name: value for name, value in told.items() if value not in (None, "", {}, [])}


class BadSetting(ProcoreMcpError):
    kind = "BAD_SETTING"


class BadToolFile(ProcoreMcpError):
    """`place` is the file and the path inside it, for example `rfis.json: actions.list_rfis.params.status`."""

    kind = "BAD_TOOL_FILE"

    def __init__(self, place: str, problem: str, *, fix: str) -> None:
        super().__init__(f"{place}: {problem}", hint=fix)
        self.place = place


class BadDocument(ProcoreMcpError):
    """`place` is the path inside the document, for example `paths./rest/v1.0/rfis.get.parameters.2.name`."""

    kind = "BAD_DOCUMENT"

    def __init__(self, place: str, problem: str, *, fix: str) -> None:
        super().__init__(f"{place}: {problem}", hint=fix)
        self.place = place


class MissingExtra(ProcoreMcpError):
    kind = "MISSING_EXTRA"


class SignInRequired(ProcoreMcpError):
    kind = "SIGN_IN_REQUIRED"


class StateUnavailable(ProcoreMcpError):
    """Passes by itself once the store answers again; whether the last change to the store took place is unknown."""

    kind = "STATE_UNAVAILABLE"


class Unsealable(ProcoreMcpError):
    """`is_key_unknown`: none of the present keys sealed it; otherwise it was altered or moved."""

    kind = "UNSEALABLE"

    def __init__(self, message: str, *, hint: str, is_key_unknown: bool) -> None:
        super().__init__(message, hint=hint)
        self.is_key_unknown = is_key_unknown


class CallRefused(ProcoreMcpError):
    """Nothing was sent."""


class UnknownTool(CallRefused):
    kind = "UNKNOWN_TOOL"

    def __init__(self, name: str, *, nearest: Sequence[str] = (), hint: str | None = None) -> None:
        super().__init__(f"There is no tool named {name!r}.", hint=hint)
        self.nearest = tuple(nearest)

    def details(self) -> Details:
        return {"nearest": list(self.nearest)}


class BadArguments(CallRefused):
    """`problems` holds one sentence per wrong argument."""

    kind = "BAD_ARGUMENTS"

    def __init__(self, tool: str, problems: Sequence[str], *, hint: str | None = None) -> None:
        super().__init__(f"{tool} was not run: {' '.join(problems)}", hint=hint)
        self.problems = tuple(problems)

    def details(self) -> Details:
        return {"problems": list(self.problems)}


class NotAllowed(CallRefused):
    kind = "NOT_ALLOWED"


class ConfirmationRefused(CallRefused):
    """The person said no, or the confirmation token does not fit this call."""

    kind = "NOT_CONFIRMED"


class ForeignHost(CallRefused):
    kind = "FOREIGN_HOST"


class CallFailed(ProcoreMcpError):
    """The request was sent, or sending it was tried."""


class AnswerTooLarge(CallFailed):
    """The tool ran to its end; only its answer of `size` bytes is lost, as clients take `limit` bytes at most."""

    kind = "ANSWER_TOO_LARGE"

    def __init__(self, size: int, limit: int) -> None:
        super().__init__(
            f"The tool ran, but its answer of {size // 1000} kB is over the {limit // 1000} kB that clients can take.",
            hint="Read less at once: a smaller page_size, fewer `fields`, a single record or a range of pages. "
            "Do not repeat a write: it has happened.",
        )


class Unreachable(CallFailed):
    """No answer came, and nothing can have changed."""

    kind = "CONNECTIVITY"


class OutcomeUnknown(CallFailed):
    """A write was sent and its answer was lost: it may have happened. It is never sent again by us."""

    kind = "OUTCOME_UNKNOWN"


class ProcoreError(CallFailed):
    """Procore's answer, with everything that its many error bodies may say.

    `status` is the HTTP status; `fields` maps a field to its complaints; `retryable` says that the same call may work
    later without any change.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        kind: str,
        fields: Mapping[str, Sequence[str]] | None = None,
        request_id: str | None = None,
        hint: str | None = None,
        retryable: bool = False,
    ) -> None:
        super().__init__(message, hint=hint)
        self.status = status
        self.kind = kind
        self.fields = {name: tuple(complaints) for name, complaints in (fields or {}).items()}
        self.request_id = request_id
        self.retryable = retryable

    def details(self) -> Details:
        return {
            "status": self.status,
            "fields": {name: list(complaints) for name, complaints in self.fields.items()},
            "request_id": self.request_id,
            "retryable": self.retryable or None,
        }


class RateLimited(ProcoreError):
    """The windows are used up until `retry_at` (Unix seconds), later than the caller would wait."""

    def __init__(
        self, message: str, *, retry_at: float, request_id: str | None = None, hint: str | None = None
    ) -> None:
        super().__init__(
            message, status=429, kind="TOO_MANY_REQUESTS", request_id=request_id, hint=hint, retryable=True
        )
        self.retry_at = retry_at

    def details(self) -> Details:
        return {**super().details(), "retry_at": self.retry_at}
