"""Success that is not success: parts of a 2xx answer that say that something did not happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from procore_mcp.api.messages import Json, JsonBody, Request
from procore_mcp.engine.error_body import read_error_body
from procore_mcp.engine.plain_text import plain_text

_MOST_NAMED = 5
_DEEPEST = 4
# Lists of what went wrong, each beside the list of what went well: sync actions, answers with status 207, revisions.
_FAILED_LISTS = ("errors", "failed", "failures")


def shortfalls(request: Request, value: Json) -> list[str]:
    """Sentences for the reader of a write's answer; empty when everything that was sent was done."""
    if request.is_read:
        return []
    refused = _told(list(_refused(value, _DEEPEST)))
    return [*refused, *_failed(value), *_left_out(request, value)] if isinstance(value, dict) else refused


def _refused(value: Json, levels: int) -> Iterator[Json]:
    """Parts that say of themselves that they failed, as each entry of the daily log that was to be approved does."""
    if isinstance(value, dict) and value.get("success") is False:
        yield value
    elif isinstance(value, (dict, list)) and levels:
        for part in value.values() if isinstance(value, dict) else value:
            yield from _refused(part, levels - 1)


def _failed(value: Mapping[str, Json]) -> Iterator[str]:
    for name in _FAILED_LISTS:
        entries = value.get(name)
        if isinstance(entries, list):
            yield from _told([entry for entry in entries if not any(_refused(entry, 0))])


def _told(entries: list[Json]) -> list[str]:
    if not entries:
        return []
    told = "; ".join(_reason(entry) for entry in entries[:_MOST_NAMED])
    more = f"; and {len(entries) - _MOST_NAMED} more" if len(entries) > _MOST_NAMED else ""
    return [f"Procore answered with success, but {len(entries)} of the parts failed: {told}{more}."]


def _reason(entry: Json) -> str:
    body = read_error_body(entry)
    told = [*body.messages, *(f"{name} {', '.join(said)}" for name, said in body.fields.items())]
    named = f"{entry['id']}: " if isinstance(entry, dict) and entry.get("id") and not body.fields else ""
    return f"{named}{', '.join(told) or 'no reason given'}".rstrip(".")


def _left_out(request: Request, value: Mapping[str, Json]) -> Iterator[str]:
    """Procore names ids that it does not know in neither list."""
    if not isinstance(value.get("success"), list):
        return
    answered = {str(found) for name in ("success", *_FAILED_LISTS) for found in _ids(value.get(name))}
    sent = _ids(request.body.value) if isinstance(request.body, JsonBody) else []
    unanswered = [plain_text(str(one)) for one in sent if str(one) not in answered]
    if unanswered:
        named = ", ".join(unanswered[:_MOST_NAMED])
        count = len(unanswered)
        yield f"Procore did not mention {count} of the ids that were sent ({named}): they may be unknown to it."


def _ids(value: Json) -> list[Json]:
    """Ids of the records in a list, or in the first list below an object; bare ids count where the list is named so."""
    if isinstance(value, list):
        return [part["id"] for part in value if isinstance(part, dict) and "id" in part]
    for name, part in value.items() if isinstance(value, dict) else ():
        if name == "ids" and isinstance(part, list):
            return part
        if found := _ids(part):
            return found
    return cast("list[Json]", [])
