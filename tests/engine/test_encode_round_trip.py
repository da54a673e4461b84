"""Whatever is given arrives once, and nothing else does: requests are read back by a reader that shares no code."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from procore_mcp.api.messages import FormBody, JsonBody
from procore_mcp.engine.encode import encode
from tests.engine.actions import action

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
WORD = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=","), min_size=1, max_size=12)
NUMBER = st.integers(-(2**70), 2**70)
SCALAR = TEXT | NUMBER | st.booleans()
NAME = st.from_regex(r"[a-z][a-z_]{0,8}", fullmatch=True)
LEAF = SCALAR | st.none() | st.lists(SCALAR, min_size=1, max_size=3)
TREE = st.recursive(LEAF, lambda inner: st.dictionaries(NAME, inner, min_size=1, max_size=3), max_leaves=6)
QUERY_KINDS = {
    "scalar": (None, SCALAR),
    "brackets": ("brackets", st.lists(SCALAR, min_size=1, max_size=3)),
    "repeat": ("repeat", st.lists(SCALAR, min_size=1, max_size=3)),
    "comma": ("comma", st.lists(WORD, min_size=1, max_size=3)),
}


def written(value: object) -> str:
    """As a reader expects it, independently of the code under test."""
    special = {"True": "true", "False": "false", "None": ""} if value is None or isinstance(value, bool) else {}
    return special.get(str(value), str(value))


@st.composite
def queries(draw: st.DrawFn) -> list[tuple[str, str, Any]]:
    names = draw(st.lists(NAME, unique=True, max_size=6))
    kinds = [draw(st.sampled_from(sorted(QUERY_KINDS))) for _ in names]
    return [(name, kind, draw(QUERY_KINDS[kind][1])) for name, kind in zip(names, kinds, strict=True)]


@given(queries(), TEXT)
def test_a_query_and_a_path_hold_each_argument_once(arguments, segment):
    params: dict[str, Any] = {
        name: {"in": "query", "wire": f"filters[{name}]", "list": QUERY_KINDS[kind][0], "schema": {}}
        for name, kind, _ in arguments
    }
    params["the_id"] = {"in": "path", "wire": "id", "schema": {}}
    values = {name: value for name, _, value in arguments}
    request = encode(action("GET /rest/v1.0/rfis/{id}", params), {**values, "the_id": segment})

    assert request.path.startswith("/rest/v1.0/rfis/")
    last = request.path.removeprefix("/rest/v1.0/rfis/")
    assert unquote(last) == segment
    assert "/" not in last
    assert last not in {".", ".."}

    found: dict[str, list[str]] = defaultdict(list)
    for name, value in request.query:
        found[name].append(value)
    for name, kind, value in arguments:
        many = kind == "brackets" and len(value) > 1
        got = found.pop(f"filters[{name}]{'[]' if many else ''}")
        given_values = value if isinstance(value, list) else [value]
        assert (got[0].split(",") if kind == "comma" else got) == [written(one) for one in given_values]
    assert not found


@given(st.dictionaries(NAME, TREE, max_size=6), st.sampled_from([None, "rfi"]), st.sampled_from(["json", "form"]))
def test_a_body_holds_each_argument_once(values, wrap, encoding):
    params = {name: {"in": "body", "wire": f"outer.{name}.x", "schema": {}} for name in values}
    request = encode(action("POST /rest/v1.0/rfis", params, body={"wrap": wrap, "encoding": encoding}), values)
    if not values and not wrap:
        expected: Any = {}
    else:
        inner = {"outer": {name: {"x": value} for name, value in values.items()}} if values else {}
        expected = {wrap: inner} if wrap else inner
    if encoding == "json":
        assert request.body == JsonBody(expected)
    elif values:
        assert isinstance(request.body, FormBody)
        assert read_form(request.body) == as_text(expected)


ROWS = st.lists(
    st.fixed_dictionaries(
        {"uuid": TEXT},
        optional={"number": NUMBER, "tags": st.lists(TEXT, min_size=1, max_size=3), "by": st.just({"x": 1})},
    ).flatmap(lambda row: st.permutations(list(row.items())).map(dict)),
    min_size=1,
    max_size=4,
)


@given(ROWS)
def test_rows_in_a_form_and_in_a_query_stay_apart_in_whatever_order_their_names_come(rows):
    in_form = action("POST /rest/v1.0/rfis", {"rows": {"in": "body", "schema": {}}}, body={"encoding": "form"})
    form = encode(in_form, {"rows": rows}).body
    assert isinstance(form, FormBody)
    assert read_rows(form.fields) == as_text(rows)
    in_query = action("GET /rest/v1.0/rfis", {"rows": {"in": "query", "schema": {}}})
    assert read_rows(encode(in_query, {"rows": rows}).query) == as_text(rows)


def read_rows(fields: Any) -> list[dict[str, Any]]:
    """As Rails reads `rows[][…]`: a name that the last row has already begins the next one."""
    rows: list[dict[str, Any]] = []
    for name, value in fields:
        *parents, last = name.removeprefix("rows[][").removesuffix("[]").rstrip("]").split("][")
        if name.endswith("[]"):
            rows[-1].setdefault(last, []).append(value)
            continue
        row = rows[-1] if rows else {}
        inside = row.get(parents[0], {}) if parents else row
        if not rows or last in inside:
            rows.append({})
        at = rows[-1]
        for parent in parents:
            at = at.setdefault(parent, {})
        at[last] = value
    return rows


def as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: as_text(part) for name, part in value.items()}
    return [as_text(part) for part in value] if isinstance(value, list) else written(value)


def read_form(form: FormBody) -> dict[str, Any]:
    """As Rails reads bracket names."""
    tree: dict[str, Any] = {}
    for name, value in form.fields:
        first, *rest = name.split("[")
        keys = [first, *(key.removesuffix("]") for key in rest)]
        at = tree
        is_list = keys[-1] == ""
        *parents, last = keys[:-1] if is_list else keys
        for key in parents:
            at = at.setdefault(key, {})
        if is_list:
            at.setdefault(last, []).append(value)
        else:
            assert last not in at
            at[last] = value
    return tree
