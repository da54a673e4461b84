"""Whether a request is one that Procore documents, and holds everything that was asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from tests.roundtrip.document import Documented, Schema, stem
from tests.roundtrip.sent import Sent, tree
from tests.roundtrip.trace import COMPANY_HEADER, Given, crossed, ends, lost_and_found
from tests.roundtrip.values import misfits, misfits_of_text, says_nothing

_FILE = frozenset({"binary", "byte"})


def disagreements(given: Given, sent: Sent, documented: Documented) -> Iterator[str]:
    """One sentence each, the same for every run of the same tool."""
    for name, value in documented.filling(sent.path).items():
        if name in documented.placeholders:
            yield from misfits_of_text(f"path {name}", value, documented.placeholders[name].schema)
    yield from _query(sent, documented)
    yield from _headers(sent, documented)
    yield from _body(sent, documented)
    yield from lost_and_found(given, sent, documented)
    yield from crossed(given, sent, documented)


def _query(sent: Sent, documented: Documented) -> Iterator[str]:
    named: defaultdict[str, list[str]] = defaultdict(list)
    nested: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, value in sent.query:
        owner = _owner(name, documented)
        if owner is None:
            yield f"query {name}: not in the document"
        elif owner == stem(name):
            named[name].append(value)
        else:
            nested[owner].append((name.removeprefix(owner), value))
    for name, values in named.items():
        yield from _values(name, values, documented.query_schema(name))
    for owner, pairs in nested.items():
        inner = tree([(f"it{name}", value) for name, value in pairs])["it"]
        schema = documented.query_schema(owner)
        yield from misfits(f"query {owner}", _listed(inner, schema), schema, is_form=True)
    for name, described in documented.query.items():
        if described.required and stem(name) not in {*map(stem, named), *nested}:
            yield f"query {name}: required by the document, not sent"


def _listed(value: Any, schema: Schema) -> Any:
    """A member that is a filter: a lone value of a list is written plain. Elements of a list of objects are no filters,
    so their lists keep the brackets."""
    if not isinstance(value, dict):
        return value
    listed: dict[str, Any] = {}
    for name, part in value.items():
        described = schema.get("properties", {}).get(name, {})
        is_lone = isinstance(part, str) and described.get("type") == "array"
        listed[name] = [part] if is_lone else _listed(part, described)
    return listed


def _owner(name: str, documented: Documented) -> str | None:
    """The documented name itself, or the one of which this is a member: `filters` of `filters[][id]`."""
    known = {stem(one) for one in documented.query}
    name = stem(name)
    while name not in known and "[" in name:
        name = name[: name.rindex("[")]
    return name if name in known else None


def _values(name: str, values: list[str], schema: Schema) -> Iterator[str]:
    has_brackets = name != stem(name)
    if not says_nothing(schema):
        if schema.get("type") != "array" and (has_brackets or len(values) > 1):
            yield f"query {stem(name)}: several values, the document takes one"
        for end in (end for value in values for end in ends(value)):
            yield from misfits_of_text(f"query {stem(name)}", end, schema.get("items", schema))
    if len(values) > 1 and not has_brackets:
        yield f"query {name}: several values without brackets"


def _headers(sent: Sent, documented: Documented) -> Iterator[str]:
    for name, described in documented.headers.items():
        value = sent.headers.get(name.lower())
        if value is not None:
            yield from misfits_of_text(f"header {name}", value, described.schema)
        elif described.required:
            yield f"header {name}: required by the document, not sent"
    company = sent.headers.get(COMPANY_HEADER)
    if company is None:
        yield "header Procore-Company-Id: not sent"
    elif company != documented.filling(sent.path).get("company_id", company):
        yield "header Procore-Company-Id: another company than in the path"


def _body(sent: Sent, documented: Documented) -> Iterator[str]:
    described = documented.body
    if described is None:
        if sent.body is not None:
            yield "body: not in the document"
    elif sent.body is not None:
        yield from _encoding(sent, str(documented.content_type), described.schema)
        yield from misfits("body", sent.body, described.schema, is_form=sent.is_form)
    elif described.required and not _may_be_form(str(documented.content_type), described.schema):
        yield "body: required by the document, not sent"


def _encoding(sent: Sent, documented: str, schema: Schema) -> Iterator[str]:
    """The document names JSON or a form, never both, and a form wherever there may be a file."""
    is_json = sent.content_type == "application/json"
    fits = is_json or (sent.content_type == "multipart/form-data" and _may_be_form(documented, schema))
    if not fits or (is_json and "multipart" in documented and _asks_for_file(schema)):
        yield f"body: sent as {sent.content_type}, documented as {documented}"


def _may_be_form(documented: str, schema: Schema) -> bool:
    """And a form without fields is no body at all."""
    return "multipart" in documented or _holds_file(schema)


def _holds_file(schema: Mapping[str, Any]) -> bool:
    inner = [*schema.get("properties", {}).values(), *([schema["items"]] if "items" in schema else [])]
    return schema.get("format") in _FILE or any(map(_holds_file, inner))


def _asks_for_file(schema: Mapping[str, Any]) -> bool:
    """Nothing but a form can carry what it requires."""
    properties = schema.get("properties", {})
    return schema.get("format") in _FILE or any(
        _asks_for_file(properties[name]) for name in schema.get("required", []) if name in properties
    )
