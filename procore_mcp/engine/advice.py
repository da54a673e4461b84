"""What a refusal by Procore may mean, and who can do something about it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import responses

_FIELDS = "Correct the named fields, each told in `fields`, and call again."


@dataclass(frozen=True, slots=True)
class Advice:
    """Fits an error of one of the `statuses` whose body matches `words`; `{look}` becomes the tool to look with."""

    statuses: frozenset[int]
    hint: str
    words: re.Pattern[str] | None = None
    reads: bool | None = None
    has_fields: bool | None = None


def _advice(
    *statuses: int, hint: str, words: str | None = None, reads: bool | None = None, fields: bool | None = None
) -> Advice:
    return Advice(frozenset(statuses), hint, re.compile(words, re.IGNORECASE) if words else None, reads, fields)


# The first row that fits is given.
_ROWS: Sequence[Advice] = (
    _advice(
        401,
        hint="The user has to sign in again: run `procore-mcp login`, or reconnect this server in the client. A token "
        "in PROCORE_ACCESS_TOKEN is never renewed: replace it, or remove it and log in. If it comes back at once, the "
        "grant was revoked or belongs to another environment.",
    ),
    _advice(
        403,
        words=r"not (been )?(connected|installed)",
        hint="A company administrator has to install the app behind this server in this company: Company Admin tool, "
        "App Management.",
    ),
    _advice(
        403,
        words=r"disabled|not (enabled|active|activated|available)|inactive|turned off",
        hint="A project administrator can switch the tool on for this project: project Admin tool, Active Tools.",
    ),
    _advice(
        403,
        hint="One of three: the user's permission level on this tool is too low (an administrator of the project or "
        "company raises it in the Directory, by permission template); the tool is switched off in this project "
        "(project Admin tool); or the app is not installed in this company (Company Admin tool, App Management). "
        "Calling again changes nothing.",
    ),
    _advice(
        404,
        hint="It may be absent, in the recycle bin, in another project or company, or hidden from this user: Procore "
        "answers all alike, so do not report that it does not exist. Check the ids with the matching list tool; an "
        "administrator can see what this user cannot.",
    ),
    _advice(
        405,
        hint="Procore does not take this change here, often because the company moved to the successor of this tool "
        "(Budget Modifications to Budget Changes, for example). Look for the successor with find_tools.",
    ),
    _advice(
        406,
        hint="Procore does not know one of the fields, or not the form in which they came. Leave out what is optional; "
        "if it persists, the tool itself is wrong and should be reported.",
    ),
    _advice(
        408,
        hint="The question was too large for Procore: add filters, a shorter range of dates or a smaller page_size.",
    ),
    _advice(
        409,
        hint="It exists already, or its state does not allow this now (a running workflow, a newer change by somebody "
        "else). Read the record first, then decide.",
    ),
    _advice(410, hint="The upload has expired: begin the upload again, then attach the new one."),
    _advice(413, hint="Too much at once: split it into smaller calls."),
    _advice(400, 422, fields=True, hint=_FIELDS),
    _advice(
        400,
        422,
        words=r"workflow",
        hint="A workflow holds this record: act on the workflow step first, or ask the person whose turn it is.",
    ),
    _advice(
        400,
        422,
        hint="Procore's own rules refuse these values: fields that this company requires, a state that does not allow "
        "the change, or a record locked by approval or by the accounting system. Read the record and compare.",
    ),
    _advice(
        429,
        hint="The app's allowance of calls is used up; this server waits by itself. Ask for less, and a little later.",
    ),
    _advice(503, hint="Procore is overloaded or under maintenance and did nothing. Try again in a minute."),
    _advice(500, 502, 504, reads=True, hint="A fault at Procore. Try again in a minute; nothing was changed."),
    _advice(
        500,
        502,
        504,
        reads=False,
        hint="A fault at Procore; the change may have happened all the same. {look} before anything is sent again.",
    ),
)


def hint_for(status: int, said: str, *, has_fields: bool, is_read: bool, look_with: str | None) -> str | None:
    """`said` is everything that the error body says."""
    for row in _ROWS:
        if status in row.statuses and _fits(row, said, has_fields=has_fields, is_read=is_read):
            return row.hint.format(look=f"Look with {look_with}" if look_with else "Look at the record")
    return None


def meaning(status: int) -> str:
    """For an error that says nothing itself."""
    return _MEANINGS.get(status) or responses.get(status, "no reason given")


_MEANINGS = {
    401: "the sign-in is missing, expired or revoked",
    403: "this user may not do that here",
    404: "not found, or not visible to this user",
    408: "it took too long",
    409: "it conflicts with what is there",
    410: "it has expired",
    413: "it is too large",
    422: "the values were refused",
    429: "too many calls",
}


def _fits(row: Advice, said: str, *, has_fields: bool, is_read: bool) -> bool:
    return (
        (row.words is None or row.words.search(said) is not None)
        and row.reads in {None, is_read}
        and row.has_fields in {None, has_fields}
    )
