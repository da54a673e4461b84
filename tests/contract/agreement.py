"""Where two witnesses of the same call differ, in sentences that name both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.contract.witness import Value, Witness


def differences(tool: Witness, contract: Witness) -> Iterator[str]:
    """One sentence each, beginning with the action's name and the place of the difference."""
    for place, told in (*_frame(tool, contract), *_query(tool, contract), *_body(tool, contract)):
        yield f"{tool.name}: {place}: {told}"


def _frame(tool: Witness, contract: Witness) -> Iterator[tuple[str, str]]:
    if tool.wrapper != contract.wrapper:
        yield "wrapper", f"tool {tool.wrapper}, contract {contract.wrapper}"
    if contract.envelope not in {"object", tool.envelope}:
        yield "envelope", f"tool {tool.envelope}, contract {contract.envelope}"
    if tool.is_paged != contract.is_paged:
        yield "paging", f"tool {tool.is_paged}, contract {contract.is_paged}"
    if (tool.largest_page or 0) > (contract.largest_page or 0):
        yield "page size", f"tool up to {tool.largest_page}, contract up to {contract.largest_page}"
    if tool.custom_fields and not contract.custom_fields:
        yield "custom fields", "known to the tool only"
    if not tool.encodings <= contract.encodings:
        yield "encoding", f"tool {sorted(tool.encodings)}, contract {sorted(contract.encodings)}"


def _query(tool: Witness, contract: Witness) -> Iterator[tuple[str, str]]:
    yield from _names("query", tool.query, contract.query)
    for name in sorted(contract.required_query - tool.required_query):
        yield f"query {name}", "required by the contract only"


def _body(tool: Witness, contract: Witness) -> Iterator[tuple[str, str]]:
    yield from _names("body", tool.body, contract.body)
    for name in sorted(contract.required_body - tool.required_body):
        yield f"body {name}", "required by the contract only"


def _names(where: str, ours: Mapping[str, Value], theirs: Mapping[str, Value]) -> Iterator[tuple[str, str]]:
    for name in sorted(ours.keys() - theirs.keys()):
        yield f"{where} {name}", "known to the tool only"
    for name in sorted(theirs.keys() - ours.keys()):
        yield f"{where} {name}", "known to the contract only"
    for name in sorted(ours.keys() & theirs.keys()):
        if not _agree(ours[name], theirs[name]):
            yield f"{where} {name}", f"tool {_told(ours[name])}, contract {_told(theirs[name])}"


def _agree(ours: Value, theirs: Value) -> bool:
    if "any" in {ours.kind, theirs.kind}:
        return True
    same_words = not ours.words or not theirs.words or ours.words <= theirs.words
    return same_words and (ours.kind, ours.many, ours.is_range) == (theirs.kind, theirs.many, theirs.is_range)


def _told(value: Value) -> str:
    words = f" of {sorted(value.words)}" if value.words else ""
    return f"{value.kind}{'[]' if value.many else ''}{' range' if value.is_range else ''}{words}"
