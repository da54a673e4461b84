"""What calls take, as `_imported.json` holds it: by place, fields of a body nested, and what several calls take alike
written once."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from procore_mcp.catalog.model import Json

# `{"query page": "integer"}`, and the same as `{"query": {"page": "integer"}}`.
Takes = Mapping[str, str]
Groups = dict[str, Json]


def grouped(takes: Takes) -> Groups:
    """A field that has a form of its own and fields inside keeps its form under the empty name."""
    found: dict[str, Groups] = {}
    for place, form in takes.items():
        where, _, path = place.partition(" ")
        _put(found.setdefault(where, {}), path.split(".") if where == "body" else [path], form)
    return {**found}


def flat(groups: Mapping[str, Json]) -> dict[str, str]:
    found: dict[str, str] = {}
    for where, group in groups.items():
        found |= {f"{where} {path}" if path else where: form for path, form in _leaves(group, "")}
    return found


def shared(every: Iterable[Groups]) -> dict[str, Json]:
    """Groups that are there more than once, by a short name that changes only with them."""
    counted = Counter(_plain(group) for groups in every for group in groups.values())
    often = [cast("Json", json.loads(text)) for text, count in counted.items() if count > 1]
    return {share_name(group): group for group in sorted(often, key=share_name)}


def share_name(group: Json) -> str:
    return hashlib.sha256(_plain(group).encode()).hexdigest()[:8]


def _put(group: Groups, path: list[str], form: str) -> None:
    name, *deeper = path
    held = group.get(name)
    inner: Groups = held if isinstance(held, dict) else {}
    if deeper:
        _put(inner, deeper, form)
        group[name] = {"": held, **inner} if isinstance(held, str) else inner
    else:
        group[name] = {"": form, **inner} if inner else form


def _leaves(group: Json, path: str) -> Iterator[tuple[str, str]]:
    if not isinstance(group, dict):
        yield path, str(group)
        return
    for name, inner in group.items():
        here = f"{path}.{name}" if path and name else path or name
        yield from _leaves(inner, here)


def _plain(group: Json) -> str:
    return json.dumps(group, ensure_ascii=False, separators=(",", ":"))
